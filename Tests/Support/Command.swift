import Glibc

/// Programs that tests need beside them.
enum Command {
    /// A clean environment: nothing of the caller's PG* variables or language reaches the server's programs.
    private static let environment = [
        "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin", "LC_ALL=C", "HOME=/",
    ]

    /// Starts a program, found by PATH, from the root folder, in a process group of its own (Ctrl-C is not for it).
    /// `input` becomes its standard input, `output` its standard output.
    static func start(_ arguments: [String], input: Int32? = nil, output: Int32? = nil) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        // Our threads may block signals; a shell that never hears SIGCHLD waits for ever.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let words = ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + arguments
        var argv = words.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for word in argv + envp { free(word) } }
        var pid = pid_t()
        let failure = posix_spawn(&pid, "/bin/sh", &actions, &attributes, &argv, &envp)
        guard failure == 0 else {
            throw TestFailure("cannot start \(arguments.first ?? ""): \(String(cString: strerror(failure)))")
        }
        return pid
    }

    /// Runs a program to its end; returns its status and what it printed.
    @discardableResult
    static func run(_ arguments: [String]) -> (status: Int32, output: String) {
        do {
            let (ours, theirs) = try socketPair()
            let pid: pid_t
            do {
                defer { close(theirs) }
                pid = try start(["sh", "-c", "exec \"$@\" 2>&1", "sh"] + arguments, output: theirs)
            }
            defer { close(ours) }
            let output = read(ours)
            return (wait(for: pid), output)
        } catch {
            return (127, "\(error)")
        }
    }

    /// Two connected ends that no program inherits by accident.
    static func socketPair() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw TestFailure("no socket pair: \(String(cString: strerror(errno)))")
        }
        return (ends[0], ends[1])
    }

    /// Reads until the other end closes, or through the first line.
    static func read(_ descriptor: Int32, line: Bool = false) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !(line && text.contains(10)) {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            text += buffer[0..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Waits for a program of ours; its exit code, or 128 and the signal.
    @discardableResult
    static func wait(for pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }
}
