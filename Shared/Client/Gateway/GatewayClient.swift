import LineSocket
import Wire

/// A client of a socket of questions: the gateway's, or another service's.
///
///     let gateway = try await GatewayClient.connect(folder: "/run/groundswell")
///     let answer = try await gateway.call("dependence", ["of": "US", "on": "CN"])
///
/// Calls are pipelined on one connection: any number of tasks may ask at once. A cancelled task takes its question back
/// (`$/cancelRequest`). When the connection breaks, calls under way are asked again on a new one until their time is
/// over: every method of the gateway is a read.
public actor GatewayClient {
    /// How a client connects and waits.
    public struct Options: Sendable {
        /// How long a connection may take to be accepted.
        public var connectDeadline: Duration = .seconds(5)
        /// How long a call may take where it says nothing itself.
        public var timeout: Duration = .seconds(60)
        /// What the service gets, beside a call's own time, to say itself that time is over.
        public var grace: Duration = .seconds(1)
        /// The longest answer.
        public var maximumLineBytes = 64 << 20

        public init() {}
    }

    /// What comes without being asked. Bounded: of news nobody takes, the newest 1,024 are kept.
    public nonisolated let news: AsyncStream<GatewayNews>
    /// The socket's path.
    public nonisolated let path: String

    let service: ServiceSocket
    let options: Options
    let listeners = NotificationListeners()
    let tell: AsyncStream<GatewayNews>.Continuation
    var connection: LineClient?
    var connecting: Task<Result<LineClient, ClientError>, Never>?
    var isClosed = false
    private var nextID: Int64 = 1
    var waiting: [Int64: CheckedContinuation<Result<GatewayAnswer, ClientError>, Never>] = [:]

    private init(_ service: ServiceSocket, path: String, options: Options) {
        self.service = service
        self.path = path
        self.options = options
        (news, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1024))
    }

    deinit {
        tell.finish()
        listeners.end(nil)
        if let connection { Task { await connection.close() } }
    }

    /// Connects to a service's socket in a folder.
    /// - Throws: `ClientError`: absent, notListening, forbidden, unreachable.
    public static func connect(
        to service: ServiceSocket = .gateway, folder: String, options: Options = Options()
    ) async throws(ClientError) -> GatewayClient {
        let client = GatewayClient(service, path: service.path(in: folder), options: options)
        _ = try await client.connected()
        return client
    }

    /// Asks one question.
    ///
    /// - Parameters:
    ///   - method: `noun.verb`.
    ///   - parameters: by name; an object.
    ///   - timeout: how long the answer may take; sent as `timeoutMs`, so that the service stops working on it too.
    /// - Throws: `ClientError`: answered (the service's error), silent, lost, cancelled, or a reason of connecting.
    public func call(
        _ method: String, _ parameters: JSONValue = .object([]), timeout: Duration? = nil
    ) async throws(ClientError) -> GatewayAnswer {
        let end = ContinuousClock.now + (timeout.map { $0 + options.grace } ?? options.timeout)
        let parameters = Self.adding(timeout, to: parameters)
        var pause = Duration.milliseconds(20)
        while true {
            do throws(ClientError) {
                return try await ask(method, parameters, until: end, allowed: timeout ?? options.timeout)
            } catch {
                guard error.mayPass, !isClosed, !Task.isCancelled, ContinuousClock.now + pause < end else {
                    throw error
                }
                guard (try? await Task.sleep(for: pause)) != nil else { throw .cancelled }
                pause = min(pause * 2, .milliseconds(500))
            }
        }
    }

    /// Ends the connection; calls under way fail with `closed`.
    public func close() async {
        isClosed = true
        tell.finish()
        listeners.end(nil)
        let connection = connection
        self.connection = nil
        failAll(.closed)
        await connection?.close()
    }

    private func ask(
        _ method: String, _ parameters: JSONValue, until end: ContinuousClock.Instant, allowed: Duration
    ) async throws(ClientError) -> GatewayAnswer {
        let connection = try await connected()
        if Task.isCancelled { throw .cancelled }
        let id = nextID
        nextID += 1
        var line: [UInt8] = []
        RPCRequest(id: .integer(id), method: method, parameters: parameters).write(into: &line)
        let question = line
        let timer = Task {
            guard (try? await Task.sleep(until: end)) != nil else { return }
            self.giveUp(id, .silent(service, path: path, after: allowed))
        }
        defer { timer.cancel() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting[id] = continuation
                if Task.isCancelled { return finish(id, .failure(.cancelled)) }
                if !connection.connection.send(question) {
                    finish(id, .failure(.lost(service, path: path, reason: "closed by the peer")))
                }
            }
        } onCancel: {
            Task { await self.giveUp(id, .cancelled) }
        }
        return try result.get()
    }

    /// Ends a question from this side and tells the service so.
    private func giveUp(_ id: Int64, _ error: ClientError) {
        guard waiting[id] != nil else { return }
        var line: [UInt8] = []
        RPCRequest(id: nil, method: RPCRequest.cancelMethod, parameters: ["id": .integer(id)]).write(into: &line)
        connection?.connection.send(line)
        finish(id, .failure(error))
    }

    private static func adding(_ timeout: Duration?, to parameters: JSONValue) -> JSONValue {
        guard let timeout, case .object(var members) = parameters,
            parameters[ParameterDefinition.timeoutMs.name] == nil
        else { return parameters }
        let milliseconds = timeout.components.seconds * 1000 + timeout.components.attoseconds / 1_000_000_000_000_000
        members.append(.init(ParameterDefinition.timeoutMs.name, .integer(max(milliseconds, 1))))
        return .object(members)
    }
}
