import Answers
import Wire

/// `model.get` at another time than the epoch's: the gateway's own answer, from a snapshot of that state.
struct ModelGetMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        let snapshot = try await question.snapshot()
        let name = question.parameters.string("id") ?? ""
        guard let row = snapshot.model(named: name) else {
            throw ModelAnswer.notFound(name, in: snapshot) { !Task.isCancelled }
        }
        var writer = ResultWriter()
        let asked = Array(question.parameters.shown.jsonText.utf8)
        asked.withUnsafeBytes { ModelAnswer.write(snapshot, row, asked: $0, &writer) }
        return try Answer(written: writer.bytes, snapshot)
    }
}

extension ScoringQuestion {
    /// The state that the question asks for, as the gateway holds the present.
    ///
    /// - Parameter gains: whether it is read what was gained, and when.
    func snapshot(gains: Bool = true) async throws -> Snapshot {
        let state = try await state(gains: gains)
        guard changed == nil else { return Snapshot(state, epoch: 0) }
        return try await past.snapshot(of: state, isCited: parameters.knownAt != nil)
    }
}

extension Answer {
    /// An answer that was written by hand, read back; its fields stand in the order of `json`.
    init(written bytes: [UInt8], _ snapshot: Snapshot) throws {
        var limits = WireLimits()
        limits.maximumStringBytes = limits.maximumLineBytes
        let json = try JSONValue.parse(bytes, limits: limits)
        self.init(
            value: json["value"] ?? .null, unit: json["unit"]?.text ?? "", asOf: snapshot.header.asOf,
            knownAt: snapshot.header.batch, epoch: json["epoch"]?.whole, definition: json["definition"]?.text ?? "",
            parameters: json["parameters"] ?? .object([]), sources: snapshot.header.sources)
    }
}
