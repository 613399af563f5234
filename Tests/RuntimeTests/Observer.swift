import CLinux
import Glibc

/// What systemd is to a service: a datagram socket that is told.
final class Observer: Sendable {
    let address: String
    private let descriptor: CInt

    struct Failed: Error { let code: CInt }

    init(abstract: Bool) throws {
        let name = (abstract ? "" : "/tmp/") + "gsnotify\(getpid())-\(MonotonicName.next())"
        descriptor = clinux_unix_socket(false)
        let failed = clinux_bind_unix(descriptor, name, name.utf8.count, abstract)
        guard failed == 0 else { throw Failed(code: failed) }
        address = (abstract ? "@" : "") + name
    }

    deinit {
        close(descriptor)
        if address.hasPrefix("/") { unlink(address) }
    }

    /// Everything told since the last call.
    func received() -> [String] {
        var all: [String] = []
        var bytes = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
            guard count > 0 else { return all }
            all.append(String(decoding: bytes.prefix(count), as: UTF8.self))
        }
    }
}

private enum MonotonicName {
    static func next() -> String {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return "\(now.tv_sec)\(now.tv_nsec)"
    }
}
