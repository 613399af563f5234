import CLinux
import Glibc

/// A listening Unix socket: bound here to a path, or inherited.
struct ListeningSocket: Sendable {
    let descriptor: CInt
    /// The file this process made, to be removed when it stops; nil for an inherited socket.
    let file: String?

    /// Takes over a descriptor that already listens.
    init(inherited descriptor: CInt) throws(LineSocketError) {
        try Self.checkListener(descriptor)
        self.descriptor = descriptor
        file = nil
    }

    /// Binds `path` with the given file mode and listens. A stale socket file is removed, a live one is refused.
    ///
    /// The folder is locked meanwhile: of two services that start at the same time, one wins and the other is told.
    init(path: String, mode: mode_t, backlog: CInt) throws(LineSocketError) {
        guard path.utf8.count <= longestPath else { throw .pathTooLong(path: path, bytes: path.utf8.count) }
        let lock = try Self.lockFolder(of: path)
        defer { close(lock) }
        try Self.removeStale(path)

        let descriptor = clinux_unix_socket(true)
        guard descriptor >= 0 else { throw .system(call: "socket", path: path, errno: -descriptor) }
        do throws(LineSocketError) {
            // The file is born with the socket's own mode, so it is never open to more users than asked for; what the
            // umask takes away is given back afterwards.
            guard fchmod(descriptor, mode) == 0 else { throw .system(call: "fchmod", path: path, errno: errno) }
            let failed = clinux_bind_unix(descriptor, path, path.utf8.count, false)
            guard failed == 0 else { throw Self.refusal("bind", path, -failed) }
            guard chmod(path, mode) == 0 else { throw Self.refusal("chmod", path, errno) }
            guard listen(descriptor, backlog) == 0 else { throw Self.refusal("listen", path, errno) }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        file = path
    }

    /// Removes the socket file made here, after the descriptor was closed. A successor that already listens on the path
    /// answers the probe, and its file stays; inode numbers would not tell, they are used again at once.
    func removeFile() {
        guard let file, let lock = try? Self.lockFolder(of: file) else { return }
        defer { close(lock) }
        // What it throws is what is wanted: somebody else lives there now.
        try? Self.removeStale(file)
    }

    static func checkListener(_ descriptor: CInt, internet: Bool = false) throws(LineSocketError) {
        let families = internet ? [AF_UNIX, AF_INET, AF_INET6] : [AF_UNIX]
        guard families.contains(clinux_socket_family(descriptor)), clinux_is_listening_stream(descriptor) == 1 else {
            throw .notAListener(descriptor: descriptor)
        }
    }

    private static func lockFolder(of path: String) throws(LineSocketError) -> CInt {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw code == ENOENT || code == ENOTDIR ? .folderMissing(path: path) : refusal("open folder", path, code)
        }
        // The lock is held for some microseconds by whoever starts; ten seconds are beyond any honest delay.
        for _ in 0..<1000 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            usleep(10_000)
        }
        let code = errno
        close(descriptor)
        throw .system(call: "lock folder", path: path, errno: code)
    }

    private static func removeStale(_ path: String) throws(LineSocketError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw refusal("stat", path, errno) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        let probe = clinux_unix_socket(true)
        guard probe >= 0 else { throw .system(call: "socket", path: path, errno: -probe) }
        defer { close(probe) }
        switch -clinux_connect_unix(probe, path, path.utf8.count, false) {
        case ECONNREFUSED:
            guard unlink(path) == 0 || errno == ENOENT else { throw refusal("unlink", path, errno) }
        case ENOENT: return
        case 0, EAGAIN: throw .anotherInstance(path: path)  // EAGAIN: its backlog is full, so it lives
        case let code: throw refusal("connect", path, code)
        }
    }

    private static func refusal(_ call: String, _ path: String, _ code: CInt) -> LineSocketError {
        switch code {
        case EACCES, EPERM, EROFS: .permissionDenied(path: path)
        case ENOENT, ENOTDIR: .folderMissing(path: path)
        default: .system(call: call, path: path, errno: code)
        }
    }
}

/// `sockaddr_un` has room for 107 bytes and a NUL.
let longestPath = 107
