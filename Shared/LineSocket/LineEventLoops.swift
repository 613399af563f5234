import NIOCore
import NIOPosix

/// The threads that connections live on.
public final class LineEventLoops: Sendable {
    let group: any EventLoopGroup
    private let owned: Bool

    /// Makes `count` threads, to be ended with ``shutdown()``.
    public init(count: Int) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(count, 1))
        owned = true
    }

    private init(shared: any EventLoopGroup) {
        group = shared
        owned = false
    }

    /// The process's common threads: what clients use when nothing else is said. Never shut down.
    public static let shared = LineEventLoops(shared: MultiThreadedEventLoopGroup.singleton)

    /// Ends the threads. Connections on them must be closed before.
    public func shutdown() async {
        guard owned else { return }
        // Fails only when it was shut down before, which is what is wanted.
        try? await group.shutdownGracefully()
    }
}
