import Glibc
import GroundswellClient
import Presentation
import Wire

/// Every service's own word on its settings.
enum SettingsCheck {
    static let services = ["ingest", "scoring", "query", "crawl", "hook", "dashboard"]

    static func run(programs: String, settings: String, _ report: inout DoctorReport) {
        var seen = 0
        for service in services {
            let program = "\(programs)/groundswell-\(service)"
            guard access(program, X_OK) == 0 else { continue }
            seen += 1
            let file = "\(settings)/groundswell-\(service).yaml"
            let arguments = [program, "--check-config"] + (access(file, F_OK) == 0 ? ["--config", file] : [])
            let outcome = Captured.run(arguments)
            if outcome.status == 0 {
                report.sound += 1
            } else {
                let sentence = outcome.text.split(separator: "\n").last.map(String.init) ?? "it says nothing"
                report.found(
                    "settings.wrong", "the settings of groundswell-\(service) are refused: \(sentence)",
                    fix: "correct \(file), then systemctl reload-or-restart groundswell-\(service)")
            }
        }
        if seen == 0 { report.unseen.append("settings: no service in \(programs)") }
    }
}

/// Secrets that others can read.
enum SecretsCheck {
    static func run(folder: String, _ report: inout DoctorReport) {
        for name in ["groundswell-hub-token", "groundswell-webhook-secret"] {
            let path = "\(folder)/\(name)"
            var status = stat()
            guard stat(path, &status) == 0 else {
                if errno == EACCES { report.unseen.append("\(path): only root may") }
                continue
            }
            if status.st_mode & (S_IRWXG | S_IRWXO) != 0 {
                report.found(
                    "secret.open", "the secret \(path) can be read by others than its owner",
                    fix: "chmod 0400 \(path), and ask the hub for a new secret")
            } else if status.st_size == 0 {
                report.found(
                    "secret.empty", "the secret \(path) is empty", fix: "write the secret into it, or remove it")
            } else {
                report.sound += 1
            }
        }
    }
}

/// Room for what comes.
enum DiskCheck {
    static func run(_ folder: String, percent: Int, _ report: inout DoctorReport) {
        var disk = statvfs()
        guard statvfs(folder, &disk) == 0, disk.f_blocks > 0 else {
            return report.unseen.append("the room on the disk of \(folder): \(String(cString: strerror(errno)))")
        }
        let free = Int(disk.f_bavail * 100 / disk.f_blocks)
        guard free < percent else {
            report.sound += 1
            return
        }
        report.found(
            "disk.full", "\(free) % of the disk of \(folder) are free, less than \(percent) %",
            fix: "make room before ingest has to stop: 'groundswell admin retention' shows what may be taken out")
    }
}

/// Whether the services can be reached at all; the gateway's status where they can.
enum SocketsCheck {
    static func run(_ folder: String, _ report: inout DoctorReport) async -> JSONValue? {
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: folder)
            let status = try await gateway.call("status", timeout: .seconds(10)).value
            await gateway.close()
            report.sound += 1
            return status
        } catch {
            switch error {
            case .absent(_, let path):
                report.found(
                    "socket.absent", "there is no socket \(path): groundswell is not started",
                    fix: "systemctl start groundswell.target, or name the folder with --sockets")
            case .notListening(_, let path):
                report.found(
                    "socket.dead", "nobody serves \(path)",
                    fix: "systemctl restart groundswell-query.socket groundswell-query.service")
            case .forbidden(_, let path):
                report.found(
                    "socket.forbidden", "this user may not open \(path)",
                    fix: "adduser USER groundswell, and log in again")
            case .answered(let answer) where answer.code == .peerForbidden:
                report.found(
                    "access.reader", answer.message,
                    fix:
                        "add the user to access.readers in /etc/groundswell/groundswell-query.yaml, then systemctl reload "
                        + "groundswell-query")
            default:
                report.found(
                    "gateway.silent", "the gateway does not answer: \(error)",
                    fix: "journalctl -u groundswell-query; systemctl restart groundswell-query")
            }
            return nil
        }
    }
}

/// What the services say of themselves.
enum ServicesCheck {
    static func run(_ status: JSONValue, _ report: inout DoctorReport) {
        for service in ServiceState.all(status) {
            guard let trouble = service.trouble else {
                report.sound += 1
                continue
            }
            let fix: String
            switch trouble {
            case _ where service.state == "down":
                fix = "systemctl start groundswell-\(service.name); journalctl -u groundswell-\(service.name)"
            case _ where trouble.contains("Peer authentication failed"):
                fix = "the user of the service must have its role's name (package sysusers), or map it in pg_ident.conf"
            case _ where trouble.contains("does not exist"): fix = "groundswell admin setup"
            case _ where trouble.contains("admin migrate"): fix = "groundswell admin migrate"
            case _ where trouble.contains("too many"): fix = "raise max_connections in postgresql.conf"
            default: fix = "systemctl start postgresql, or correct 'database' in the service's settings"
            }
            report.found("service.\(service.state == "down" ? "down" : "store")", trouble, fix: fix)
        }
        if case .array(let parts)? = status["services"]?["scoring"]?["setAside"], !parts.isEmpty {
            report.found(
                "records.setAside",
                "scoring set records aside that crash it, in \(parts.count) places; the rest is taken in",
                fix: "journalctl GROUNDSWELL_EVENT=records.setAside; the page Faults says how they are taken in again")
        }
        // An epoch that stays behind is only news once scoring is there and reaches its store.
        if let committed = status["committedBatch"]?.whole, let epoch = status["epochBatch"]?.whole,
            committed > epoch + 1000
        {
            report.found(
                "scoring.behind", "the answers are \(committed - epoch) batches behind what is committed",
                fix: "journalctl -u groundswell-scoring: it may be out of memory, or a record may hold it up")
        }
    }
}

/// A program's output, to its end.
enum Captured {
    static func run(_ arguments: [String]) -> (status: Int32, text: String) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return (127, "no pipe") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        var argv = arguments.map { strdup($0) } + [nil]
        defer { for word in argv { free(word) } }
        var pid = pid_t()
        let failure = posix_spawnp(&pid, arguments[0], &actions, nil, &argv, environ)
        close(ends[1])
        defer { close(ends[0]) }
        guard failure == 0 else { return (127, String(cString: strerror(failure))) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count < 1 << 20 {
            let count = read(ends[0], &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return (status & 0x7f == 0 ? status >> 8 & 0xff : 128, String(decoding: bytes, as: UTF8.self))
    }
}
