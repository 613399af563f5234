import CLinux
import Foundation
import Glibc
import Logging
import Testing

@testable import Runtime

/// A journal of our own: a datagram socket, and entries as fields.
private final class FakeJournal {
    let folder = FileManager.default.temporaryDirectory.path + "/gsj-\(UInt32.random(in: .min ... .max))"
    var path: String { folder + "/socket" }
    private var socket: CInt = -1

    init() {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        open()
    }

    deinit {
        close(socket)
        try? FileManager.default.removeItem(atPath: folder)
    }

    func open() {
        socket = clinux_unix_socket(false)
        unlink(path)
        #expect(clinux_bind_unix(socket, path, path.utf8.count, false) == 0)
    }

    func stop() {
        close(socket)
        unlink(path)
    }

    /// The next entry; nil when none comes within 10 seconds.
    func next() -> [String: String]? {
        var wait = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, 10_000) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let count = recv(socket, &bytes, bytes.count, 0)
        var fields: [String: String] = [:]
        var rest = bytes[..<max(count, 0)]
        while let end = rest.firstIndex(of: 10) {
            let line = rest[rest.startIndex..<end]
            rest = rest[(end + 1)...]
            if let equals = line.firstIndex(of: 61) {
                let key = String(decoding: line[..<equals], as: UTF8.self)
                fields[key] = String(decoding: line[(equals + 1)...], as: UTF8.self)
            } else {
                let length = rest.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
                rest = rest.dropFirst(8)
                fields[String(decoding: line, as: UTF8.self)] = String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length + 1)
            }
        }
        return fields
    }
}

@Suite("The journal")
struct JournalTests {
    private func logger(_ journal: FakeJournal, descriptor: CInt, capacity: Int = 1 << 20) -> (Logger, LogSink) {
        let sink = LogSink(descriptor: descriptor, journal: journal.path, capacity: capacity)
        return (Logger(label: "x") { _ in ServiceLogHandler(program: "groundswell-test", sink: sink) }, sink)
    }

    @Test("an entry carries priority, message id and fields, whatever is in them")
    func fields() throws {
        let journal = FakeJournal()
        let (logger, _) = logger(journal, descriptor: -1)
        logger.log(
            .storeLost, "the store cannot be written",
            metadata: ["problem": "gone\nPRIORITY=0", "deriveSeconds": "0.5", "a.b": "=c"])
        let entry = try #require(journal.next())
        #expect(entry["PRIORITY"] == "4")
        #expect(entry["SYSLOG_IDENTIFIER"] == "groundswell-test")
        #expect(entry["MESSAGE_ID"] == LoggedEvent.storeLost.messageID)
        #expect(entry["GROUNDSWELL_EVENT"] == "store.lost")
        #expect(entry["GROUNDSWELL_PROBLEM"] == "gone\nPRIORITY=0")
        #expect(entry["GROUNDSWELL_DERIVE_SECONDS"] == "0.5")
        #expect(entry["GROUNDSWELL_A_B"] == "=c")
        #expect(
            entry["MESSAGE"]
                == #"the store cannot be written a.b="=c" deriveSeconds=0.5 problem="gone\nPRIORITY=0" event=store.lost"#
        )
        logger.info("plain")
        #expect(try #require(journal.next())["MESSAGE_ID"] == nil)
    }

    @Test("a journal that is gone, or an entry too long for it: the lines go to the descriptor; a new one is found")
    func gone() throws {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        let journal = FakeJournal()
        let (logger, sink) = logger(journal, descriptor: ends[1], capacity: 8 << 20)
        func line() -> String {
            sink.flush(within: .seconds(10))
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(ends[0], &bytes, bytes.count)
            return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        }
        logger.info("first")
        #expect(journal.next()?["MESSAGE"] == "first")
        journal.stop()
        logger.log(.storeBack, "second", metadata: ["x": "forged\nMESSAGE=y"])
        let second = line()
        #expect(second == "<5>second x=\"forged\\nMESSAGE=y\" event=store.back\n")
        journal.open()
        // Last words are the stream's.
        sink.write(lastWord: LogRecord(program: "x", level: .error, message: "it\nbroke"))
        let last = line()
        #expect(last == "<3>it\\nbroke\n")
        logger.info("third")
        #expect(journal.next()?["MESSAGE"] == "third")
        // Twice, and it is longer than a datagram of the kernel's default size.
        Task.detached { [logger] in
            logger.error(
                "\(String(repeating: "z", count: 150_000))",
                metadata: ["more": "\(String(repeating: "y", count: 200_000))"])
        }
        var long = 0
        while long < 350_000 {
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(ends[0], &bytes, bytes.count)
            guard count > 0 else { break }
            long += count
            if bytes[count - 1] == 10 { break }
        }
        #expect(long > 350_000)
        logger.info("fourth")
        #expect(journal.next()?["MESSAGE"] == "fourth")
        close(ends[0])
        close(ends[1])
    }

    @Test("a journal that does not read never blocks who logs; what was dropped is told when it reads again")
    func stands() throws {
        let journal = FakeJournal()
        let (logger, sink) = logger(journal, descriptor: -1, capacity: 50_000)
        for number in 0..<5_000 { logger.info("line \(number)") }
        #expect(sink.dropped > 0)
        var seen = 0
        var told = 0
        while seen + told < 5_000, let entry = journal.next() {
            if entry["GROUNDSWELL_EVENT"] == LoggedEvent.linesDropped.rawValue {
                told += Int(entry["GROUNDSWELL_COUNT"] ?? "") ?? 0
            } else {
                seen += 1
            }
        }
        #expect(seen + told == 5_000)
        #expect(UInt64(told) == sink.dropped)
    }

    @Test("standard error counts as the journal's only if it is that stream")
    func stream() throws {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        var status = stat()
        #expect(fstat(ends[1], &status) == 0)
        #expect(Journal.isStandardError(stream: "\(status.st_dev):\(status.st_ino)", descriptor: ends[1]))
        #expect(!Journal.isStandardError(stream: "1:2", descriptor: ends[1]))
        #expect(!Journal.isStandardError(stream: nil, descriptor: ends[1]))
        close(ends[0])
        close(ends[1])
    }

    @Test("the page lists every event, its level and its id, and no other; ids are 128 bits and differ")
    func page() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Shared/Client/GroundswellClient.docc/Logs.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| `") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        #expect(rows.allSatisfy { $0.count == 4 && $0.allSatisfy { !$0.isEmpty } })
        #expect(
            rows.map { $0.prefix(3).joined(separator: " ") }
                == LoggedEvent.allCases.map { "`\($0.rawValue)` \($0.level) `\($0.messageID)`" })
        let ids = LoggedEvent.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
    }
}
