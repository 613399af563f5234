import Answers
import Wire

/// Everything known of one organisation.
struct OrganizationGetMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        if let snapshot = question.snapshot, !question.isAboutNow(snapshot) {
            return PassedOnMethod().plan(question, gateway)
        }
        return .compute { () throws(RPCError) in
            let snapshot = try question.epoch()
            return try OrganizationAnswer.answer(question.parameters, snapshot).bytes
        }
    }
}
