import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import TestSupport

/// A hub on a loopback port that speaks the listing's protocol: pages, Link headers, rate limits, and every fault that
/// is asked of it.
final class FakeHub: Sendable {
    /// What happens to one request instead of its page.
    enum Fault: Sendable {
        case status(Int, [String: String] = [:])
        /// The page, cut in its middle.
        case truncated
        case html
        /// The page, a byte now and then.
        case trickled
        /// The connection is closed without an answer.
        case dropped
        /// No answer ever.
        case held
        /// The page, with more headers.
        case page([String: String])
        /// The page with another Link header.
        case link(String)
    }

    struct Request: Sendable {
        var uri: String
        var authorization: String?
        var agent: String?
    }

    private struct State {
        /// Pages of model objects, each a JSON text.
        var pages: [[String]]
        /// By the number of the request, from 1.
        var faults: [Int: Fault] = [:]
        var requests: [Request] = []
    }

    private let state: Mutex<State>
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    init(_ pages: [[String]], _ faults: [Int: Fault] = [:]) async throws {
        state = Mutex(State(pages: pages, faults: faults))
        let find = Owner()
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(find))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        find.hub.withLock { $0 = self }
    }

    final class Owner: Sendable {
        let hub = Mutex<FakeHub?>(nil)
    }

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    var requests: [Request] { state.withLock { $0.requests } }

    /// Other pages, and faults for requests counted from now.
    func change(_ pages: [[String]]? = nil, _ faults: [Int: Fault] = [:]) {
        state.withLock { state in
            if let pages { state.pages = pages }
            state.faults = faults
            state.requests = []
        }
    }

    func stop() async {
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }

    private func next(_ request: Request) -> (Fault?, body: String, link: String?) {
        state.withLock { state in
            state.requests.append(request)
            let cursor = request.uri.split(separator: "&").first { $0.hasPrefix("cursor=") }
            let page = cursor.flatMap { Int($0.dropFirst(7)) } ?? 0
            let isLast = page + 1 >= state.pages.count
            let body = page < state.pages.count ? "[\(state.pages[page].joined(separator: ",\n"))]" : "[]"
            return (
                state.faults[state.requests.count], body,
                isLast ? nil : "</api/models?limit=1000&cursor=\(page + 1)>; rel=\"next\""
            )
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let owner: Owner
        private var head: HTTPRequestHead?

        init(_ owner: Owner) { self.owner = owner }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end:
                guard let head, let hub = owner.hub.withLock({ $0 }) else { return context.close(promise: nil) }
                let request = Request(
                    uri: head.uri, authorization: head.headers.first(name: "Authorization"),
                    agent: head.headers.first(name: "User-Agent"))
                let (fault, body, link) = hub.next(request)
                answer(fault, body, link, context.channel)
            }
        }

        private func answer(_ fault: Fault?, _ body: String, _ link: String?, _ channel: any Channel) {
            switch fault {
            case nil: write(200, link.map { ["Link": $0] } ?? [:], body, channel)
            case .status(let status, let headers)?: write(status, headers, "{\"error\":\"no\"}", channel)
            case .truncated?: write(200, [:], String(body.prefix(body.count / 2)), channel)
            case .html?: write(200, ["Content-Type": "text/html"], "<html>Sign in</html>", channel)
            case .dropped?: channel.close(promise: nil)
            case .held?: break
            case .page(let more)?:
                write(200, more.merging(link.map { ["Link": $0] } ?? [:]) { a, _ in a }, body, channel)
            case .link(let link)?: write(200, ["Link": link], body, channel)
            case .trickled?:
                let head = HTTPResponseHead(
                    version: .http1_1, status: .ok, headers: ["Content-Length": "\(body.utf8.count)"])
                channel.writeAndFlush(HTTPServerResponsePart.head(head), promise: nil)
                let bytes = Array(body.utf8)
                for place in 0..<40 {
                    channel.eventLoop.scheduleTask(in: .milliseconds(Int64(place) * 100)) {
                        let part = ByteBuffer(bytes: bytes[place..<(place + 1)])
                        channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(part)), promise: nil)
                    }
                }
            }
        }

        private func write(_ status: Int, _ headers: [String: String], _ body: String, _ channel: any Channel) {
            var fields = HTTPHeaders([("Content-Length", "\(body.utf8.count)")])
            for (name, value) in headers { fields.add(name: name, value: value) }
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: body))), promise: nil)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
        }
    }
}
