import Glibc
import Synchronization

@testable import LineSocket

/// A fresh folder, short enough for socket paths, removed at the end.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    var template = Array("/tmp/lsXXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw LineSocketError.system(call: "mkdtemp", path: "", errno: errno) }
    let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    defer {
        for name in ["s", "t", "file"] { unlink(folder + "/" + name) }
        rmdir(folder)
    }
    return try await body(folder)
}

/// What a recording handler saw, in order.
enum Seen: Equatable, Sendable {
    case line(String)
    case oversized
    case end(String)
    case shuttingDown
    case closed(LineCloseReason)
}

/// Remembers what happened, from any thread.
final class Record: Sendable {
    private let seen = Mutex<[Seen]>([])
    private let bytes = Atomic<Int>(0)

    var all: [Seen] { seen.withLock { $0 } }
    var lines: [String] {
        all.compactMap { if case .line(let text) = $0 { text } else { nil } }
    }
    var byteCount: Int { bytes.load(ordering: .relaxed) }
    func add(_ more: [Seen]) { seen.withLock { $0 += more } }
    func count(_ number: Int) { bytes.wrappingAdd(number, ordering: .relaxed) }
}

/// Records everything; echoes when asked to; keeps only counts when `countOnly`.
final class RecordingHandler: LineHandler {
    let record: Record
    let echo: Bool
    let countOnly: Bool
    let onConnected: (LineConnection) -> Void
    let onLines: (LineConnection) -> Void

    init(
        _ record: Record, echo: Bool = false, countOnly: Bool = false,
        onConnected: @escaping (LineConnection) -> Void = { _ in },
        onLines: @escaping (LineConnection) -> Void = { _ in }
    ) {
        self.record = record
        self.echo = echo
        self.countOnly = countOnly
        self.onConnected = onConnected
        self.onLines = onLines
    }

    func connected(_ connection: LineConnection) { onConnected(connection) }
    func lines(_ block: UnsafeRawBufferPointer, _ connection: LineConnection) {
        record.count(block.count)
        if !countOnly {
            precondition(block.last == 10)
            let lines = block.dropLast().split(separator: 10, omittingEmptySubsequences: false)
            record.add(lines.map { .line(String(decoding: $0, as: UTF8.self)) })
        }
        if echo { connection.write(block) }
        onLines(connection)
    }
    func oversized(_ connection: LineConnection) { record.add([.oversized]) }
    func endOfInput(unterminated: UnsafeRawBufferPointer, _ connection: LineConnection) {
        record.add([.end(String(decoding: unterminated, as: UTF8.self))])
        connection.close(afterFlush: true)
    }
    func shuttingDown(_ connection: LineConnection) {
        record.add([.shuttingDown])
        connection.write("bye\n")
        connection.close(afterFlush: true)
    }
    func closed(_ connection: LineConnection) { record.add([.closed(connection.closeReason ?? .byPeer)]) }
}

/// A peer of plain blocking system calls, so that nothing of the room under test is on its side.
struct RawPeer: ~Copyable {
    let descriptor: CInt

    init(_ path: String) async throws {
        descriptor = try await ConnectingSocket.connect(to: path, deadline: .seconds(5))
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK)
    }

    deinit { Glibc.close(descriptor) }

    func write(_ text: String) async { await write(Array(text.utf8)) }
    func write(_ bytes: [UInt8]) async {
        await onThread { [descriptor] in Self.write(bytes, to: descriptor) }
    }
    private static func write(_ bytes: [UInt8], to descriptor: CInt) {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while rest.count > 0 {
                let bytes = UnsafeRawBufferPointer(rebasing: rest)
                let sent = send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL))
                guard sent > 0 else { return }
                rest = rest.dropFirst(sent)
            }
        }
    }
    func endOutput() { shutdown(descriptor, CInt(SHUT_WR)) }

    /// Everything until the service closes its output.
    func readAll() async -> String { await onThread { [descriptor] in Self.readAll(descriptor) } }

    private static func readAll(_ descriptor: CInt) -> String {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += chunk[..<count]
        }
    }
}

/// Waits until `condition` holds; false after a deadline that is far beyond what it should take.
func eventually(_ condition: () async -> Bool) async -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(3))
    }
    return await condition()
}

/// The process's resident memory in bytes.
func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let fields = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        .split(separator: " ")
    return (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
}

/// Runs blocking calls on a thread of their own: on the few threads of async code they would stop the other tests.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
        let work = Unmanaged.passRetained(Work { continuation.resume(returning: body()) }).toOpaque()
        var thread = pthread_t()
        let failed = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, work)
        precondition(failed == 0, "no thread")
        pthread_detach(thread)
    }
}

private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
