import Answers
import Columns
import Wire

/// What is known of the world, and what is not: counted by scoring, kept with the epoch.
struct CoverageMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        if let snapshot = question.snapshot, !question.isAboutNow(snapshot) {
            return PassedOnMethod().plan(question, gateway)
        }
        return now { () throws(RPCError) in
            let snapshot = try question.epoch()
            let counts = Overlay.object(Array(snapshot.header.coverage.utf8)) ?? []
            return question.answer(
                snapshot, .object(counts), unit: "models", definition: "coverage/1",
                denominatorText: "everything known at this batch and valid at this time")
        }
    }
}
