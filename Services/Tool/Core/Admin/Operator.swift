import Glibc
import Presentation

/// Who the operator is to the database. Root is nobody there: peer authentication wants the user of the role, so root
/// becomes that user for the rest of the program, unless the connection string names a user or a host itself.
enum Operator {
    /// The user who runs this, by name, for the record of what was done. To be asked before root becomes somebody else.
    static var name: String {
        let user = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(getuid())"
        guard let before = getenv("SUDO_USER") else { return user }
        return "\(user) (sudo: \(Plain.line(String(cString: before))))"
    }

    static func become(_ user: String, for conninfo: String) throws(ToolError) {
        let isNamed = ["user=", "host=", "://", "service="].contains { conninfo.contains($0) }
        guard geteuid() == 0, !isNamed else { return }
        guard let entry = getpwnam(user) else {
            throw .failed(
                "there is no user '\(user)' on this system: install PostgreSQL, or name a user with --database")
        }
        let (uid, gid) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
        guard initgroups(user, gid) == 0, setgid(gid) == 0, setuid(uid) == 0 else {
            throw .failed("cannot become user '\(user)': \(String(cString: strerror(errno)))")
        }
        // Programs started from here must not trip over a folder they may not enter.
        _ = chdir("/")
    }
}

/// PostgreSQL's own programs.
enum PostgresProgram {
    /// Runs one to its end, found by PATH; `input` becomes its standard input, `output` its standard output.
    static func run(_ arguments: [String], input: Int32? = nil, output: Int32? = nil) throws(ToolError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
        var argv = arguments.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        var pid = pid_t()
        let failure = posix_spawnp(&pid, arguments[0], &actions, nil, &argv, environ)
        guard failure == 0 else {
            throw .failed(
                "cannot run \(arguments[0]): \(String(cString: strerror(failure))); install the package postgresql-client"
            )
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw .failed("\(arguments[0]) failed; what it said stands above") }
    }
}
