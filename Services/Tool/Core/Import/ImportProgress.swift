import ArgumentParser
import GroundswellClient
import Presentation
import Synchronization

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
    /// A bar on a terminal, plain lines elsewhere.
    case auto
    /// A line every five seconds.
    case plain
    case none
}

/// Progress on standard error: a bar that is drawn anew, or a line now and then. From any thread.
final class ImportProgress: Sendable {
    private enum Style { case bar, plain, none }

    private struct State {
        var file = ProgressLine()
        var isActive = false
        var isDrawn = false
        var lastPlain = ContinuousClock.now
    }

    private let style: Style
    private let state = Mutex(State())
    private static let plainInterval = Duration.seconds(5)

    init(_ style: ProgressStyle) {
        switch style {
        case .auto: self.style = Terminal.isErrorTerminal ? .bar : .plain
        case .plain: self.style = .plain
        case .none: self.style = .none
        }
    }

    /// A file begins.
    func begin(_ name: String, size: Int) {
        state.withLock { state in
            state.file = ProgressLine(name: Plain.line(name), size: size)
            state.isActive = true
            state.lastPlain = .now
        }
    }

    func read(entriesRejected: Int) { state.withLock { $0.file.entriesRejected = entriesRejected } }

    func settled(_ tally: StreamTally, offset: Int) {
        state.withLock { state in
            if tally.lines > state.file.settled { state.file.lastNews = .now }
            state.file.settled = tally.lines
            state.file.recordsRejected = tally.rejected
            state.file.offset = offset
        }
    }

    /// A line that stays, above the bar.
    func tell(_ line: String) {
        state.withLock { state in
            erase(&state)
            Console.note(line)
        }
    }

    /// The file is through; its summary is the result.
    func end() {
        state.withLock { state in
            erase(&state)
            state.isActive = false
        }
    }

    /// Draws until the task is cancelled.
    func run() async {
        guard style != .none else { return }
        while (try? await Task.sleep(for: .milliseconds(style == .bar ? 100 : 500))) != nil {
            state.withLock { state in
                guard state.isActive else { return }
                let now = ContinuousClock.now
                if style == .bar {
                    Console.writeError("\r\(state.file.bar(width: Terminal.errorWidth - 1, now: now))\u{1b}[K")
                    state.isDrawn = true
                } else if now - state.lastPlain >= Self.plainInterval {
                    Console.note(state.file.plain(now: now))
                    state.lastPlain = now
                }
            }
        }
    }

    private func erase(_ state: inout State) {
        guard state.isDrawn else { return }
        Console.writeError("\r\u{1b}[K")
        state.isDrawn = false
    }
}
