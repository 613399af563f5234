import Synchronization

/// Answers of one epoch, encoded once. They go with their epoch.
package final class AnswerCache: Sendable {
    /// The most bytes kept; beyond it, answers are computed each time.
    package static let maximumBytes = 16 << 20

    private struct State {
        var answers: [String: [UInt8]] = [:]
        var bytes = 0
    }

    private let state = Mutex(State())

    package subscript(question: String) -> [UInt8]? { state.withLock { $0.answers[question] } }

    package func keep(_ answer: [UInt8], for question: String) {
        state.withLock { state in
            guard state.bytes + answer.count <= Self.maximumBytes, state.answers[question] == nil else { return }
            state.answers[question] = answer
            state.bytes += answer.count
        }
    }
}
