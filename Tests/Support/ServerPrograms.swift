import Glibc

/// Where Postgres' programs are, and as whom they run.
struct ServerPrograms {
    /// The folder with initdb and postgres.
    let folder: String
    /// The unprivileged user to run them as, when we are root: they refuse to run as root.
    let user: (id: uid_t, group: gid_t)?

    static func find() throws -> ServerPrograms {
        var folders = Command.run(["sh", "-c", "ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV"]).output
            .split(separator: "\n").map(String.init)
        folders += getenv("PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
        guard
            let folder = folders.first(where: {
                access("\($0)/initdb", X_OK) == 0 && access("\($0)/postgres", X_OK) == 0
            })
        else {
            throw TestFailure(
                "Postgres is not installed: no initdb in /usr/lib/postgresql/*/bin or PATH (install postgresql-15 or later)"
            )
        }
        return ServerPrograms(folder: folder, user: try unprivilegedUser())
    }

    private static func unprivilegedUser() throws -> (uid_t, gid_t)? {
        guard geteuid() == 0 else { return nil }
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name) { return (entry.pointee.pw_uid, entry.pointee.pw_gid) }
        }
        throw TestFailure("Postgres does not run as root, and there is no user postgres or nobody to run it as")
    }

    /// The command line of one of the programs, as the right user.
    func command(_ program: String, _ arguments: [String]) -> [String] {
        let plain = ["\(folder)/\(program)"] + arguments
        guard let user else { return plain }
        return ["setpriv", "--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups", "--"] + plain
    }
}
