import Answers
import Wire

/// `model.search` at another time than the epoch's.
struct ModelSearchMethod: ScoringMethod {
    func answer(_ question: ScoringQuestion) async throws -> Answer {
        try SearchAnswer.answer(question.parameters, await question.snapshot(gains: false)) { !Task.isCancelled }
    }
}
