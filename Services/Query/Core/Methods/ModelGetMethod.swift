import Answers
import Wire

/// Everything known of one model.
struct ModelGetMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        let name = question.parameters.string("id") ?? ""
        do {
            let snapshot = try question.epoch()
            guard question.isAboutNow(snapshot) else { return PassedOnMethod().plan(question, gateway) }
            guard let row = snapshot.model(named: name) else { return Self.notFound(name, question, snapshot) }
            var writer = ResultWriter()
            let asked = Array(question.parameters.shown.jsonText.utf8)
            asked.withUnsafeBytes { ModelAnswer.write(snapshot, row, asked: $0, &writer) }
            return .answer(writer.bytes)
        } catch {
            return .failure(error)
        }
    }

    /// The error that names what was probably meant; looking for that takes too long for the event loop.
    static func notFound(_ name: String, _ question: Question, _ snapshot: Snapshot) -> Plan {
        .compute { () throws(RPCError) in
            throw ModelAnswer.notFound(name, in: snapshot) { question.isWanted() }
        }
    }
}
