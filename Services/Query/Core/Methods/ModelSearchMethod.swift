import Answers
import Wire

/// Models by parts of their names.
struct ModelSearchMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        if let snapshot = question.snapshot, !question.isAboutNow(snapshot) {
            return PassedOnMethod().plan(question, gateway)
        }
        let maximumOffset = gateway.configuration.maximumSearchOffset
        return .compute { () throws(RPCError) in
            let snapshot = try question.epoch()
            return try SearchAnswer.answer(question.parameters, snapshot, maximumOffset: maximumOffset) {
                question.isWanted()
            }.bytes
        }
    }
}
