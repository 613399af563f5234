import GroundswellClient
import Presentation
import Wire

/// The Model Context Protocol over lines: what comes in is read, what is to go out is given to `send`.
///
/// Stateless beside the agreed revision and the calls under way. Failures of a tool come back as results with `isError`,
/// so that an assistant can read the sentence and ask better; only what is no proper request is an error of the protocol.
actor MCPServer {
    /// Asks the gateway.
    typealias Ask = @Sendable (_ method: String, _ parameters: JSONValue) async throws(ClientError) -> GatewayAnswer

    /// The most calls under way; the gateway has limits of its own.
    static let maximumCalls = 64

    private let ask: Ask
    private let send: @Sendable ([UInt8]) -> Void
    private var isAgreed = false
    private var calls: [RPCID: Task<Void, Never>] = [:]

    init(ask: @escaping Ask, send: @escaping @Sendable ([UInt8]) -> Void) {
        self.ask = ask
        self.send = send
    }

    /// Takes one line, LF not included.
    func receive(_ line: [UInt8]) {
        switch MCPMessage.parse(line) {
        case .request(let id, let method, let parameters): request(id, method, parameters)
        case .notification("notifications/cancelled", let parameters):
            // What is cancelled is not answered. What nobody knows is over already.
            if let id = RPCID(json: parameters["requestId"]) { calls.removeValue(forKey: id)?.cancel() }
        case .notification, .answer: break
        case .failure(let failure): fail(failure.id, failure.error)
        }
    }

    /// Tells of a line that was not read.
    func refuseLong(_ limit: Int) {
        fail(nil, RPCError(.invalidRequest, "the line is longer than the limit of \(limit) bytes"))
    }

    /// Waits for the calls under way, so that everything asked before the end of the input is answered.
    func finish() async {
        for call in calls.values { await call.value }
    }

    private func request(_ id: RPCID, _ method: String, _ parameters: JSONValue) {
        if calls[id] != nil {
            return fail(id, RPCError(.invalidRequest, "a call of this id is under way"))
        }
        switch method {
        case "initialize": initialize(id, parameters)
        case "ping": answer(id, .object([]))
        case "tools/list" where isAgreed: list(id, parameters)
        case "tools/call" where isAgreed: call(id, parameters)
        case "tools/list", "tools/call": fail(id, RPCError(.invalidRequest, "send 'initialize' first"))
        default:
            fail(id, RPCError(.methodNotFound, "this server has no method \(quoted(method)); it serves tools only"))
        }
    }

    private func initialize(_ id: RPCID, _ parameters: JSONValue) {
        guard let wanted = parameters["protocolVersion"]?.text else {
            return fail(id, RPCError(.invalidParameters, "'protocolVersion' should be a revision, as in 2025-11-25"))
        }
        isAgreed = true
        answer(
            id,
            [
                // A client that cannot speak what is offered instead hangs up.
                "protocolVersion": .string(
                    MCPMessage.revisions.contains(wanted) ? wanted : MCPMessage.revisions[0]),
                "capabilities": ["tools": ["listChanged": false]],
                "serverInfo": ["name": "groundswell", "title": "groundswell", "version": .string(Tool.version)],
                "instructions": .string(MCPTools.instructions),
            ])
    }

    /// All tools fit one page.
    private func list(_ id: RPCID, _ parameters: JSONValue) {
        if let cursor = parameters["cursor"], cursor != .null {
            return fail(id, RPCError(.invalidParameters, "there is one page of tools: no cursor was given"))
        }
        answer(id, ["tools": .array(MCPTools.methods().map(MCPTools.tool))])
    }

    private func call(_ id: RPCID, _ parameters: JSONValue) {
        guard let name = parameters["name"]?.text, let method = MCPTools.method(name) else {
            let given = parameters["name"]?.text ?? ""
            let nearest = NearestName.find(given, among: MCPTools.methods().map(MCPTools.name))
            let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? "; tools/list lists them"
            return fail(
                id, RPCError(.invalidParameters, "there is no tool \(quoted(given))\(hint)", nearest: nearest))
        }
        let given = parameters["arguments"].flatMap { $0 == .null ? nil : $0 } ?? .object([])
        guard calls.count < Self.maximumCalls else {
            return answer(
                id, MCPResult.failed(.answered(RPCError(.limitExceeded, "\(Self.maximumCalls) calls are under way"))))
        }
        calls[id] = Task {
            let result: JSONValue
            do throws(ClientError) {
                // What is wrong with them is told before anybody is asked, in the gateway's own words.
                try Self.check(given, for: method)
                result = MCPResult.of(try await ask(method.name, given), method)
            } catch { result = MCPResult.failed(error) }
            end(id, result)
        }
    }

    private static func check(_ parameters: JSONValue, for method: MethodDefinition) throws(ClientError) {
        do throws(RPCError) {
            _ = try MethodParameters(parameters, for: method)
        } catch { throw .answered(error) }
    }

    /// A call that was cancelled is no longer there, and is not answered.
    private func end(_ id: RPCID, _ result: JSONValue) {
        guard calls.removeValue(forKey: id) != nil else { return }
        answer(id, result)
    }

    private func answer(_ id: RPCID, _ result: JSONValue) {
        var bytes: [UInt8] = []
        RPCResponse.write(id: id, result: result, into: &bytes)
        send(bytes)
    }

    private func fail(_ id: RPCID?, _ error: RPCError) {
        var bytes: [UInt8] = []
        RPCResponse.write(id: id, error: error, into: &bytes)
        send(bytes)
    }

    private func quoted(_ text: String) -> String { "'\(DisplayWidth.cut(Plain.line(text), to: 80))'" }
}
