import NIOCore
import NIOHTTP1

/// One connection: one request, one answer, bounded in time and size.
final class HookHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: HookServer
    private var outcome: RequestCheck.Outcome?
    private var body: [UInt8] = []
    private var isAnswered = false
    /// Whether the one request of this connection has arrived: what is sent behind it is not read.
    private var isComplete = false
    private var isCounted = false
    private var deadline: Scheduled<Void>?

    init(_ server: HookServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        // Whoever sends nothing, or a byte now and then, is answered and let go.
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(server.requestTimeout)) {
            self.answer(HookAnswer(.requestSlow, "the request did not arrive in time"), on: channel)
        }
        isCounted = server.enter()
        if !isCounted {
            answer(HookAnswer(.tooManyConnections, "too many connections", retryAfter: 5), on: channel)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        if isCounted { server.leave() }
        isCounted = false
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isAnswered, !isComplete else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context.channel)
        case .body(let part):
            guard outcome == .payload else { return }
            guard body.count + part.readableBytes <= server.check.maximumBytes else {
                return answer(RequestCheck.tooLarge(server.check.maximumBytes), on: context.channel)
            }
            body.append(contentsOf: part.readableBytesView)
        case .end: end(context.channel)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func begin(_ head: HTTPRequestHead, _ channel: any Channel) {
        guard outcome == nil else { return }
        let found = server.check.outcome(head)
        outcome = found
        switch found {
        case .refused(let refusal): return answer(refusal, on: channel)
        case .payload:
            if let wait = server.admit() {
                let seconds = max(1, wait.components.seconds + 1)
                return answer(
                    HookAnswer(.rateExceeded, "too many payloads in a second", retryAfter: seconds), on: channel)
            }
        case .health, .metrics: break
        }
        if head.headers["Expect"].contains(where: { $0.lowercased() == "100-continue" }) {
            channel.writeAndFlush(
                HTTPServerResponsePart.head(.init(version: head.version, status: .continue)), promise: nil)
        }
    }

    private func end(_ channel: any Channel) {
        guard let outcome else { return }
        isComplete = true
        // From here on the ingest service's patience counts.
        deadline?.cancel()
        let body = body
        let server = server
        let answered = channel.eventLoop.makePromise(of: HookAnswer.self)
        answered.completeWithTask {
            switch outcome {
            case .payload: await server.deliveries.take(body)
            case .health: await server.deliveries.health()
            case .metrics: HookAnswer(.metrics, "", text: server.metricsText())
            case .refused(let answer): answer
            }
        }
        answered.futureResult.assumeIsolated().whenSuccess { self.answer($0, on: channel) }
    }

    private func answer(_ answer: HookAnswer, on channel: any Channel) {
        guard !isAnswered else { return }
        isAnswered = true
        deadline?.cancel()
        server.count(answer)
        let head = HTTPResponseHead(version: .http1_1, status: answer.code.status, headers: answer.headers)
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: answer.body))), promise: nil)
        let written = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
        // What the peer is still sending is read for a moment, or it might see a reset in place of the answer.
        let isEarly = outcome != .payload || answer.code == .bodyTooLarge || answer.code == .rateExceeded
        written.whenComplete { _ in
            channel.eventLoop.scheduleTask(in: isEarly ? .milliseconds(200) : .zero) { channel.close(promise: nil) }
        }
        // A peer that does not take its answer is let go all the same.
        channel.eventLoop.scheduleTask(in: TimeAmount(server.requestTimeout)) { channel.close(promise: nil) }
    }
}
