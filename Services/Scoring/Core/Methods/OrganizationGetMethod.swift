import Answers
import Wire

/// `organization.get` at another time than the epoch's.
struct OrganizationGetMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        try OrganizationAnswer.answer(question.parameters, await question.snapshot(gains: false))
    }
}
