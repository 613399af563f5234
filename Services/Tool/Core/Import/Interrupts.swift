import Glibc
import Synchronization

/// Ctrl-C and SIGTERM: the first is noted, so that what was sent is settled; the second ends the program.
enum Interrupts {
    private static let raised = Atomic(false)

    static var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// Begins to note them.
    static func watch() {
        // Looked at once here, so that the handler finds it made.
        _ = isRaised
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in Interrupts.raised.store(true, ordering: .relaxed) }
            // The default comes back with the first.
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
            sigaction(number, &action, nil)
        }
    }
}
