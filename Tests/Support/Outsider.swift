import Glibc

/// Another user of this machine who talks to a socket: what the kernel says of it is what a service sees.
public enum Outsider {
    /// Only root can be somebody else.
    public static var isPossible: Bool { geteuid() == 0 }
    /// What a skipped test says.
    public static let absence = "only root can run a client as another user"

    /// Sends lines as that user, ends its side, and returns the lines that come back.
    public static func ask(_ path: String, _ lines: [String], user: UInt32, group: UInt32, groups: [UInt32] = [])
        throws -> [String]
    {
        let membership =
            groups.isEmpty ? "--clear-groups" : "--groups=\(groups.map(String.init).joined(separator: ","))"
        let outcome = Command.run(
            ["setpriv", "--reuid=\(user)", "--regid=\(group)", membership, "perl", "-MSocket", "-e", script, path]
                + lines)
        guard outcome.status == 0 else { throw TestFailure("the outsider failed: \(outcome.output)") }
        return outcome.output.split(separator: "\n").map(String.init)
    }

    /// Runs a program as a user who belongs to nothing.
    public static func run(_ words: [String]) -> (status: Int32, output: String) {
        let outcome = Command.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + words)
        return (outcome.status, outcome.output)
    }

    /// The same as oneself.
    public static func ask(_ path: String, _ lines: [String]) throws -> [String] {
        let outcome = Command.run(["perl", "-MSocket", "-e", script, path] + lines)
        guard outcome.status == 0 else { throw TestFailure("no answer from \(path): \(outcome.output)") }
        return outcome.output.split(separator: "\n").map(String.init)
    }

    private static let script = """
        my $s; socket($s, PF_UNIX, SOCK_STREAM, 0) && connect($s, pack_sockaddr_un(shift)) or die "connect: $!";
        $SIG{PIPE} = "IGNORE"; syswrite($s, "$_\\n") for @ARGV; shutdown($s, 1);
        alarm 20; print while <$s>;
        """

    /// Opens a folder and a socket in it to everybody: the service's own rules are to be tested, not the file system's.
    public static func open(_ folder: String, _ socket: String) {
        chmod(folder, 0o755)
        chmod(socket, 0o666)
    }
}
