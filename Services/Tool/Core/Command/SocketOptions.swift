import ArgumentParser
import Glibc
import GroundswellClient
import Wire

/// Where the services are.
struct SocketOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of the services' sockets.", valueName: "dir"))
    var sockets: String?

    var folder: String { SocketFolder.find(sockets) }
}

/// The folder of the sockets, as it is looked for.
enum SocketFolder {
    /// The environment variable that names it.
    static let variable = "GROUNDSWELL_SOCKETS"
    /// Where the packaged services have it.
    static let standard = "/run/groundswell"

    /// What was given, else what the environment says, else the quickstart's, else the standard one.
    static func find(_ given: String?) -> String {
        if let given { return given }
        if let value = getenv(variable) {
            let folder = String(cString: value)
            if !folder.isEmpty { return folder }
        }
        return quickstart(from: currentFolder()) ?? standard
    }

    /// The folder that a quickstart noted in `.groundswell/sockets`, in this folder or the nearest one above.
    static func quickstart(from start: String) -> String? {
        var folder = start
        while true {
            if let note = firstLine(of: folder == "/" ? "/.groundswell/sockets" : "\(folder)/.groundswell/sockets") {
                return note
            }
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    private static func currentFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    private static func firstLine(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &buffer, buffer.count)
        guard count > 0 else { return nil }
        let line = buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
}

/// `--sockets DIR` before the subcommand, which the argument library takes only after it.
enum LeadingSockets {
    /// Moves it behind the subcommand.
    static func take(from arguments: [String]) -> [String] {
        var rest = arguments[...]
        var moved: [String] = []
        while let word = rest.first {
            if word == "--sockets", rest.count > 1 {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if word.hasPrefix("--sockets=") {
                moved.append(word)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard !moved.isEmpty, let subcommand = rest.first, !subcommand.hasPrefix("-") else { return arguments }
        // `admin` has subcommands of its own, and none of them asks a service.
        if subcommand == AdminCommand.configuration.commandName || subcommand == "help" { return Array(rest) }
        return [subcommand] + moved + rest.dropFirst()
    }
}

extension ToolError {
    /// A client's failure, with the ways out that this tool knows.
    init(_ error: ClientError) {
        self = .failed(Self.sentence(error))
    }

    static func sentence(_ error: ClientError) -> String {
        switch error {
        case .absent(let service, let path):
            "no \(service.name) at \(path): start one with deploy/quickstart, or name its folder with --sockets"
        case .notListening(let service, let path):
            "the \(service.name) at \(path) has ended: start it again (deploy/quickstart, or \(service.program))"
        case .silent(let service, _, let after):
            "the \(service.name) has said nothing for \(after.shown): 'groundswell status' tells whether it waits for "
                + "its database"
        case .answered(let answer):
            // Most messages name what is nearest themselves.
            answer.nearest.isEmpty || answer.nearest.contains { answer.message.contains($0) }
                ? answer.message : "\(answer.message) (nearest: \(answer.nearest.joined(separator: ", ")))"
        default: "\(error)"
        }
    }
}

extension Duration {
    /// In seconds, or milliseconds where that is shorter: `60 s`, `250 ms`.
    var shown: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
