import Glibc
import Testing

@testable import LineSocket

@Suite("Socket activation")
struct SocketActivationTests {
    @Test("names and numbers")
    func names() throws {
        let own: pid_t = 42
        func names(_ pid: String?, _ count: String?, _ names: String?) throws -> [String: CInt] {
            try SocketActivation.names(process: pid, count: count, names: names, ownProcess: own, first: 3)
        }
        #expect(try names("42", "2", "ingest:gateway") == ["ingest": 3, "gateway": 4])
        #expect(try names("42", "1", nil) == ["unknown": 3])
        #expect(try names("41", "1", "ingest") == [:])
        #expect(try names(nil, nil, nil) == [:])
        #expect(try names("42", "0", nil) == [:])
        for (pid, count, list) in [
            ("x", "1", nil), ("42", "-1", nil), ("42", "2", "one"), ("42", "2", "a:a"), ("42", "two", nil),
        ] as [(String, String, String?)] {
            #expect(throws: LineSocketError.self) { try names(pid, count, list) }
        }
    }

    @Test("a descriptor that does not listen is refused")
    func notAListener() async throws {
        #expect(throws: LineSocketError.notAListener(descriptor: 0)) { try ListeningSocket(inherited: 0) }
    }

    @Test("an inherited socket is served, and what connected before it was served waits")
    func inherited() async throws {
        try await withFolder { folder in
            let held = try ListeningSocket(path: folder + "/s", mode: 0o600, backlog: 8)
            let early = try await RawPeer(folder + "/s")
            await early.write("early\n")
            early.endOutput()
            let server = try await LineServer.start(.init(listener: .inherited(descriptor: held.descriptor))) { _ in
                RecordingHandler(Record(), echo: true)
            }
            #expect(await early.readAll() == "early\n")
            await server.stop()
            #expect(access(folder + "/s", F_OK) == 0, "the file belongs to whoever made it")
        }
    }

    @Test("a process started with a listening descriptor serves it under its name")
    func activatedProcess() async throws {
        await #expect(processExitsWith: .success) {
            var template = Array("/tmp/lsXXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { exit(10) }
            let folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let path = folder + "/s"
            let held = try ListeningSocket(path: path, mode: 0o600, backlog: 8)
            setenv("LISTEN_PID", "\(getpid())", 1)
            setenv("LISTEN_FDS", "1", 1)
            setenv("LISTEN_FDNAMES", "ingest", 1)
            let listeners = try SocketActivation.listeners(from: held.descriptor)
            guard listeners == ["ingest": held.descriptor] else { exit(12) }
            let server = try await LineServer.start(.init(listener: .inherited(descriptor: held.descriptor))) { _ in
                RecordingHandler(Record(), echo: true)
            }
            let client = try await LineClient.connect(to: path)
            try await client.send("activated\n".utf8)
            let block = try await client.blocks.next()
            await client.close()
            await server.stop()
            unlink(path)
            rmdir(folder)
            exit(block == Array("activated\n".utf8) ? 0 : 13)
        }
    }
}
