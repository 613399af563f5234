import GroundswellClient
import Metrics
import Runtime
import Wire

/// The one connection to the gateway, and the answers that came over it.
///
/// The same question asked twice at once is asked once. An answer is kept while its epoch lasts.
actor Gateway {
    struct Limits: Sendable {
        /// How long one answer may take.
        var timeout: Duration
        /// Questions under way at once.
        var questions: Int
        /// Bytes of answers that are kept.
        var bytes: Int
    }

    private let folder: String
    private let limits: Limits
    private let turnstile: Turnstile
    private let asked: Counter
    private let kept: Counter
    private var client: GatewayClient?
    private var shelf: AnswerShelf
    private var underWay: [String: Task<Result<JSONValue, Refusal>, Never>] = [:]
    /// What the last look said.
    private(set) var health = GatewayHealth.unknown

    init(folder: String, limits: Limits, metrics: MetricsRegistry) {
        self.folder = folder
        self.limits = limits
        turnstile = Turnstile(limits.questions)
        shelf = AnswerShelf(mostBytes: limits.bytes)
        metrics.describe("groundswell_dashboard_questions_total", "Questions to the gateway, or answered from memory.")
        asked = Counter(
            label: "groundswell_dashboard_questions_total", dimensions: [("from", "gateway")], factory: metrics)
        kept = Counter(
            label: "groundswell_dashboard_questions_total", dimensions: [("from", "memory")], factory: metrics)
    }

    /// Every question, side by side; the replies in their order.
    func ask(_ questions: [Question]) async -> [Reply] {
        await withTaskGroup(of: (Int, Reply).self) { group in
            for (place, question) in questions.enumerated() {
                group.addTask { (place, Reply(question: question, result: await self.ask(question))) }
            }
            var replies: [Reply?] = Array(repeating: nil, count: questions.count)
            for await (place, reply) in group { replies[place] = reply }
            return replies.compactMap { $0 }
        }
    }

    /// One question, from memory where it was answered in this epoch.
    func ask(_ question: Question) async -> Result<JSONValue, Refusal> {
        let key = question.key
        if question.isFromMemory {
            return shelf.takeAnyEpoch(key).map { .success($0) }
                ?? .failure(Refusal("being worked out: look again in a moment", code: "dashboard.working"))
        }
        if let answer = shelf.take(key, epoch: health.world?.epoch) {
            kept.increment()
            return .success(answer)
        }
        if let task = underWay[key] { return await task.value }
        asked.increment()
        let task = Task { await turnstile.pass { await self.fetch(question) } }
        underWay[key] = task
        let result = await task.value
        underWay[key] = nil
        return result
    }

    /// The answer as the gateway wrote it, byte by byte; never from memory.
    func bytes(_ question: Question) async -> Result<[UInt8], Refusal> {
        await turnstile.pass { await self.call(question).map(\.bytes) }
    }

    /// Looks how the gateway is doing.
    func look() async -> GatewayHealth {
        switch await call(Question(.status), timeout: .seconds(2)) {
        case .success(let answer):
            let world = WorldState(status: answer.value)
            health = .serving(world)
        case .failure(let refusal): health = .away(refusal.sentence)
        }
        return health
    }

    func close() async {
        await client?.close()
        client = nil
    }

    private func fetch(_ question: Question) async -> Result<JSONValue, Refusal> {
        switch await call(question) {
        case .success(let answer):
            // What an answer says of its epoch counts: the epoch may have moved on meanwhile.
            let epoch = question.isPinned ? nil : answer.value["epoch"]?.whole ?? health.world?.epoch
            shelf.put(question.key, answer.value, bytes: answer.bytes.count, epoch: epoch)
            return .success(answer.value)
        case .failure(let refusal): return .failure(refusal)
        }
    }

    private func call(_ question: Question, timeout: Duration? = nil) async -> Result<GatewayAnswer, Refusal> {
        do throws(ClientError) {
            let client = try await connected()
            return .success(
                try await client.call(question.method.name, question.parameters, timeout: timeout ?? limits.timeout))
        } catch { return .failure(Refusal(error)) }
    }

    private func connected() async throws(ClientError) -> GatewayClient {
        if let client { return client }
        var options = GatewayClient.Options()
        options.connectDeadline = .seconds(2)
        let made = try await GatewayClient.connect(folder: folder, options: options)
        if let client {
            await made.close()
            return client
        }
        client = made
        return made
    }
}
