import Wire

/// Everything known of one model.
struct ModelGetMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        let name = question.parameters.string("id") ?? ""
        do {
            let snapshot = try question.epoch()
            guard let row = snapshot.model(named: name) else { return Self.notFound(name, question, snapshot) }
            var writer = ResultWriter()
            let asked = Array(question.parameters.used.jsonText.utf8)
            asked.withUnsafeBytes { ModelAnswer.write(snapshot, row, asked: $0, &writer) }
            return .answer(writer.bytes)
        } catch {
            return .failure(error)
        }
    }

    /// The error that names what was probably meant; looking for that takes too long for the event loop.
    static func notFound(_ name: String, _ question: Question, _ snapshot: Snapshot) -> Plan {
        .compute { () throws(RPCError) in
            let nearest = NearestModels.find(name, in: snapshot) { question.isWanted() }
            let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? "; model.search finds names by their parts"
            throw RPCError(
                .modelNotFound, "no model is called '\(shown(name))'\(hint)", path: "id", nearest: nearest)
        }
    }
}

/// A foreign name in our sentences: cut short, nothing invisible.
func shown(_ name: String) -> String {
    let visible = String(
        name.unicodeScalars.prefix(80).map { $0.properties.isWhitespace || $0.value < 32 ? " " : Character($0) })
    return name.unicodeScalars.count > 80 ? visible + "..." : visible
}
