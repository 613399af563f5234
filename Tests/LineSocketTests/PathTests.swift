import Glibc
import Testing

@testable import LineSocket

@Suite("Socket paths")
struct PathTests {
    static func start(_ path: String, mode: UInt32 = 0o600) async throws(LineSocketError) -> LineServer {
        try await LineServer.start(.init(listener: .path(path, mode: mode))) { _ in RecordingHandler(Record()) }
    }

    @Test("the file has the mode asked for, whatever the umask", arguments: [0o660, 0o600] as [UInt32])
    func mode(mode: UInt32) async throws {
        try await withFolder { folder in
            let server = try await Self.start(folder + "/s", mode: mode)
            var status = stat()
            #expect(lstat(folder + "/s", &status) == 0)
            #expect(status.st_mode & 0o777 == mode)
            await server.stop()
        }
    }

    @Test("107 bytes are a path, 108 are not")
    func length() async throws {
        try await withFolder { folder in
            let fits = folder + "/" + String(repeating: "x", count: 106 - folder.utf8.count)
            let server = try await Self.start(fits)
            await server.stop()
            await #expect(throws: LineSocketError.pathTooLong(path: fits + "x", bytes: 108)) {
                try await Self.start(fits + "x")
            }
            await #expect(throws: LineSocketError.pathTooLong(path: fits + "x", bytes: 108)) {
                try await LineClient.connect(to: fits + "x")
            }
        }
    }

    @Test("a live instance is refused and not disturbed")
    func live() async throws {
        try await withFolder { folder in
            let server = try await Self.start(folder + "/s")
            await #expect(throws: LineSocketError.anotherInstance(path: folder + "/s")) {
                try await Self.start(folder + "/s")
            }
            let peer = try await RawPeer(folder + "/s")
            peer.endOutput()
            #expect(await peer.readAll() == "")
            await server.stop()
        }
    }

    @Test("a stale socket file is removed, other files are not")
    func stale() async throws {
        try await withFolder { folder in
            let path = folder + "/s"
            let dead = try ListeningSocket(path: path, mode: 0o600, backlog: 1)
            close(dead.descriptor)
            await #expect(throws: LineSocketError.nobodyListens(path: path)) { try await LineClient.connect(to: path) }
            let server = try await Self.start(path)
            await server.stop()
            let plain = folder + "/file"
            close(open(plain, O_CREAT | O_WRONLY, 0o600))
            await #expect(throws: LineSocketError.notASocket(path: plain)) { try await Self.start(plain) }
            #expect(access(plain, F_OK) == 0)
        }
    }

    @Test("two that start at once: one serves, the other is told")
    func race() async throws {
        try await withFolder { folder in
            let path = folder + "/s"
            for _ in 0..<20 {
                close(try ListeningSocket(path: path, mode: 0o600, backlog: 1).descriptor)
                let outcomes = await withTaskGroup(of: LineServer?.self) { group in
                    for _ in 0..<4 { group.addTask { try? await Self.start(path) } }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                let winners = outcomes.compactMap { $0 }
                #expect(winners.count == 1)
                for winner in winners { await winner.stop() }
            }
        }
    }

    @Test("missing folder, missing socket, each named")
    func missing() async throws {
        try await withFolder { folder in
            let path = folder + "/none/s"
            await #expect(throws: LineSocketError.folderMissing(path: path)) { try await Self.start(path) }
            await #expect(throws: LineSocketError.socketAbsent(path: folder + "/t")) {
                try await LineClient.connect(to: folder + "/t")
            }
        }
    }

    @Test("a successor's file is not removed by a late stop")
    func successor() async throws {
        try await withFolder { folder in
            let path = folder + "/s"
            let first = try ListeningSocket(path: path, mode: 0o600, backlog: 1)
            close(first.descriptor)
            let second = try ListeningSocket(path: path, mode: 0o600, backlog: 1)
            first.removeFile()
            #expect(access(path, F_OK) == 0)
            close(second.descriptor)
            second.removeFile()
            #expect(access(path, F_OK) != 0)
        }
    }
}
