import LineSocket
import Synchronization
import TestSupport

/// A service of lines for one test: its socket in a folder of its own, and what its handlers saw.
final class LineService: Sendable {
    let folder: TemporaryFolder
    private let socket: String
    private let server = Mutex<LineServer?>(nil)

    init(_ socket: String) throws {
        folder = try TemporaryFolder(prefix: "gsc")
        self.socket = socket
    }

    func start(_ handler: @escaping @Sendable (LineConnection) -> any LineHandler) async throws {
        let options = LineServer.Options(listener: .path(folder.path(socket), mode: 0o600))
        let started = try await LineServer.start(options, handler: handler)
        server.withLock { $0 = started }
    }

    /// Cuts every connection, as when the process is killed.
    func cut() { server.withLock { $0 }?.forEachConnection { $0.close(afterFlush: false) } }

    func stop() async {
        cut()
        await server.withLock { $0 }?.stop(deadline: .milliseconds(100))
    }
}

/// A handler made of closures.
final class ClosureHandler: LineHandler {
    let onLine: ([UInt8], LineConnection) -> Void
    let onEnd: (LineConnection) -> Void

    init(
        onLine: @escaping ([UInt8], LineConnection) -> Void,
        onEnd: @escaping (LineConnection) -> Void = { $0.close(afterFlush: true) }
    ) {
        self.onLine = onLine
        self.onEnd = onEnd
    }

    func connected(_ connection: LineConnection) {}
    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        for line in block.split(separator: 10) { onLine(Array(line), connection) }
    }
    func oversized(_ connection: LineConnection) {}
    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) { onEnd(connection) }
    func closed(_ connection: LineConnection) {}
}
