import Glibc
import Postgres
import Synchronization

/// A private Postgres: a folder of its own, a Unix socket only, gone when this process ends, however it ends.
///
/// The server is the child of a small shell script that holds one end of a socket pair. When our end closes, even by
/// a kill -9 of this process, the script stops the server and removes the folder.
public final class PostgresServer: Sendable {
    private let programs: ServerPrograms
    private let folder: String
    private let settings: [String: String]
    private let running = Mutex<Running?>(nil)

    private struct Running {
        let watcher: pid_t
        let end: Int32
        let postmaster: pid_t
    }

    /// initdb only; `start` starts it. `settings` are those of postgresql.conf.
    public init(settings: [String: String] = [:]) throws {
        programs = try ServerPrograms.find()
        let defaults = [
            "fsync": "off", "full_page_writes": "off", "max_connections": "200", "log_min_messages": "warning",
        ]
        self.settings = defaults.merging(settings) { $1 }
        var template = Array("/tmp/gspg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TestFailure("cannot make a folder for Postgres: \(String(cString: strerror(errno)))")
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        chmod(folder, 0o755)
        if let user = programs.user { chown(folder, user.id, user.group) }
        let options = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        let output = try Self.initialise(folder, programs.command("initdb", options))
        guard output.hasPrefix("done") else {
            Command.run(["rm", "-rf", "--", folder])
            throw TestFailure("initdb failed: \(output)")
        }
        Self.all.withLock { $0.append(Weak(server: self)) }
        _ = Self.atExit
    }

    deinit { end(keepFolder: false) }

    /// Runs initdb beside a script that removes the folder if this process ends meanwhile. Returns `done`, or why not.
    private static func initialise(_ folder: String, _ command: [String]) throws -> String {
        let script = """
            trap '' PIPE; folder=$1; shift
            if why=$("$@" 2>&1 </dev/null); then echo done; else echo "$why" | tail -n 1; fi
            read -r word || rm -rf -- "$folder"
            """
        let (ours, theirs) = try Command.socketPair()
        defer { close(ours) }
        let guardian: pid_t
        do {
            defer { close(theirs) }
            guardian = try Command.start(["sh", "-c", script, "sh", folder] + command, input: theirs, output: theirs)
        }
        let output = Command.read(ours, line: true)
        _ = write(ours, "keep\n", 5)
        Command.wait(for: guardian)
        return output
    }

    private var data: String { "\(folder)/d" }

    /// How to connect, as the superuser.
    public func conninfo(database: String = "postgres") -> String {
        "host=\(folder) port=5432 user=postgres dbname=\(database)"
    }

    /// Starts the server and waits until it takes connections.
    public func start() throws {
        try launch()
        try waitUntilReady()
    }

    /// Stops the server at once, as after a crash of the machine: no checkpoint, sessions cut.
    public func stop() { signalAndEnd(SIGQUIT) }

    /// Stops the server as an administrator would: sessions are told (57P01), a checkpoint is made.
    public func shutDown() { signalAndEnd(SIGINT) }

    /// kill -9 of the server and all its sessions.
    public func kill() { signalAndEnd(SIGKILL) }

    public func restart() throws {
        shutDown()
        try start()
    }

    /// Freezes the server and all its sessions (SIGSTOP).
    public func freeze() { signal(SIGSTOP) }

    /// Thaws it again (SIGCONT).
    public func thaw() { signal(SIGCONT) }

    /// The process id of the server; nil when it is not running.
    public var processID: pid_t? { running.withLock { $0?.postmaster } }

    private func launch() throws {
        try running.withLock { running in
            guard running == nil else { return }
            let (ours, theirs) = try Command.socketPair()
            defer { close(theirs) }
            let options = ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "port=5432"]
            let more = settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
            let command = programs.command("postgres", options + more)
            let watcher = try Command.start(
                ["sh", "-c", Self.watch, "sh", folder] + command, input: theirs, output: theirs)
            guard let postmaster = pid_t(Command.read(ours, line: true).prefix { $0 != "\n" }) else {
                close(ours)
                throw TestFailure("the script beside Postgres did not start")
            }
            running = Running(watcher: watcher, end: ours, postmaster: postmaster)
        }
    }

    /// Starts the server, tells its process id, waits for our word or our end, stops it.
    private static let watch = """
        trap '' PIPE; folder=$1; shift; exec 3<&0
        "$@" </dev/null >>"$folder/log" 2>&1 3<&- &
        pid=$!; echo $pid; exec >/dev/null 2>&1
        read -r word <&3
        kill -CONT $pid; kill -QUIT $pid; wait $pid
        [ "$word" = keep ] || rm -rf -- "$folder"
        """

    private func waitUntilReady() throws {
        let patience = monotonicNanoseconds() + 60_000_000_000
        while monotonicNanoseconds() < patience {
            let configuration = ConnectionConfiguration(conninfo: conninfo(), connectTimeout: .seconds(2))
            if (try? Connection(configuration)) != nil { return }
            guard let pid = processID, Processes.isAlive(pid) else { break }
            usleep(20_000)
        }
        throw TestFailure("Postgres did not start: \(Command.run(["tail", "-n", "5", "\(folder)/log"]).output)")
    }

    private func signal(_ signal: Int32) {
        guard let postmaster = processID else { return }
        // The server first, so that no new session begins between.
        Glibc.kill(postmaster, signal)
        for child in Processes.children(of: postmaster) { Glibc.kill(child, signal) }
    }

    private func signalAndEnd(_ signal: Int32) {
        guard let postmaster = processID else { return }
        let children = Processes.children(of: postmaster)
        self.signal(SIGCONT)
        Glibc.kill(postmaster, signal)
        if signal == SIGKILL { for child in children { Glibc.kill(child, signal) } }
        while Processes.isAlive(postmaster) || children.contains(where: Processes.isAlive) { usleep(5_000) }
        end(keepFolder: true)
    }

    /// Lets the watching script stop the server, and waits for it.
    private func end(keepFolder: Bool) {
        let ended = running.withLock { running in
            defer { running = nil }
            return running
        }
        if let ended {
            if keepFolder { _ = write(ended.end, "keep\n", 5) }
            close(ended.end)
            Command.wait(for: ended.watcher)
        }
        if !keepFolder { Command.run(["rm", "-rf", "--", folder]) }
    }

    // MARK: At the end of the process

    private struct Weak { weak var server: PostgresServer? }
    private static let all = Mutex<[Weak]>([])
    private static let atExit: Int32 = atexit {
        for entry in PostgresServer.all.withLock({ $0 }) { entry.server?.end(keepFolder: false) }
    }
}
