import Foundation
import Glibc
import Sources

/// The folder of a crawl's state: `state.json` and `page.json`, each written whole or not at all, and a lock.
final class StateFolder: Sendable {
    let path: String
    private let lock: Int32

    /// Takes the folder for this process.
    /// - Throws: `busy` where another process has it, `state` where it cannot be used.
    init(_ path: String) throws(CrawlError) {
        self.path = path
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw .state(path: path, reason: "it cannot be made: \(String(cString: strerror(errno)))")
        }
        lock = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw .state(path: path, reason: String(cString: strerror(errno))) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw .busy(folder: path)
        }
    }

    deinit { close(lock) }

    /// The state; a new one where there is none.
    func load() throws(CrawlError) -> CrawlState {
        guard let bytes = try read("state.json") else { return CrawlState() }
        do {
            let state = try JSONDecoder().decode(CrawlState.self, from: Data(bytes))
            guard state.version == 1 else {
                throw CrawlError.state(path: "\(path)/state.json", reason: "another version of this program wrote it")
            }
            return state
        } catch let error as CrawlError { throw error } catch {
            throw .state(path: "\(path)/state.json", reason: "it is damaged: remove it to begin anew")
        }
    }

    func save(_ state: CrawlState) throws(CrawlError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(state) else {
            throw .state(path: "\(path)/state.json", reason: "it cannot be written as JSON")
        }
        try write(Array(data) + [10], to: "state.json")
    }

    /// Keeps a page until it is stored; its digest.
    func keep(page: [UInt8]) throws(CrawlError) -> String {
        try write(page, to: "page.json")
        return Self.digest(page)
    }

    /// The page that was kept; nil where it is gone or another one.
    func page(digest: String) throws(CrawlError) -> [UInt8]? {
        guard let bytes = try read("page.json"), Self.digest(bytes) == digest else { return nil }
        return bytes
    }

    func dropPage() { unlink("\(path)/page.json") }

    private static func digest(_ bytes: [UInt8]) -> String {
        var digest = SHA256()
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.hexadecimal()
    }

    private func read(_ name: String) throws(CrawlError) -> [UInt8]? {
        let file = "\(path)/\(name)"
        guard access(file, F_OK) == 0 else { return nil }
        do { return Array(try Data(contentsOf: URL(filePath: file))) } catch {
            throw .state(path: file, reason: "it cannot be read")
        }
    }

    /// Written beside, synced, and put in place: a crash leaves the old file or the new one.
    private func write(_ bytes: [UInt8], to name: String) throws(CrawlError) {
        let file = "\(path)/\(name)"
        let beside = file + ".new"
        func fail() -> CrawlError { .state(path: file, reason: String(cString: strerror(errno))) }
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fail() }
        defer { close(descriptor) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fail() }
            done += count
        }
        guard fsync(descriptor) == 0, rename(beside, file) == 0 else { throw fail() }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw fail() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw fail() }
    }
}
