import Glibc

/// One blocking connection over a Unix socket: the barest client there is.
final class UnixSocket: @unchecked Sendable {
    let descriptor: Int32
    private var buffer: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("no socket") }
        var address = Self.address(path)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else {
            let failure = Failure.system(path)
            Glibc.close(descriptor)
            throw failure
        }
    }

    deinit { Glibc.close(descriptor) }

    static func address(_ path: String) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
        return address
    }

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { all in
            var sent = 0
            while sent < all.count {
                // Without SIGPIPE: a service that went away is an error like any other.
                let count = send(
                    descriptor, all.baseAddress! + sent, min(1 << 20, all.count - sent), Int32(MSG_NOSIGNAL))
                guard count > 0 else { throw Failure.system("writing to a service") }
                sent += count
            }
        }
    }

    func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next line without its end; nil at the end.
    func line() throws -> [UInt8]? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                return line
            }
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return nil }
            guard count > 0 else { throw Failure.system("reading from a service") }
            buffer += chunk[..<count]
        }
    }
}
