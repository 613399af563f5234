import ArgumentParser
import Glibc
import Wire

/// The `groundswell` command, from its arguments to its exit code.
public enum Tool {
    /// The version of this program.
    public static let version = "0.1.0"

    /// Runs a command line and returns its exit code: 0 done, 1 failed, 2 usage, 3 done with rejects.
    public static func run(_ arguments: [String]) async -> Int32 {
        // A service that is gone is an error of a write, not our end. Output that nobody reads is `Console`'s.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try GroundswellCommand.parseAsRoot(LeadingSockets.take(from: arguments))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ToolExit.done.rawValue
        } catch let exit as ToolExit {
            return exit.rawValue
        } catch let error as ToolError {
            // What a program asked for with --json fails as an object too.
            if case .failed(let message) = error, arguments.contains("--json") {
                Console.note(Self.object(message).jsonText)
            } else {
                Console.complain(error.message)
            }
            if case .usage(_, let command) = error {
                Console.note("see 'groundswell \(command.isEmpty ? "" : command + " ")--help'")
            }
            return error.exit.rawValue
        } catch {
            return parsing(error, arguments)
        }
    }

    /// The error object of a failure on this side, of the shape that services answer with.
    private static func object(_ message: String) -> JSONValue {
        ["code": -32099, "message": .string(message), "data": ["code": "failed"]]
    }

    /// What the argument library threw: help and version are results, anything else is wrong usage.
    private static func parsing(_ error: any Error, _ arguments: [String]) -> Int32 {
        if GroundswellCommand.exitCode(for: error) == .success {
            Console.print(GroundswellCommand.fullMessage(for: error))
            return ToolExit.done.rawValue
        }
        Console.complain(GroundswellCommand.message(for: error).replacing("\n", with: " "))
        let command = GroundswellCommand.configuration.subcommands.map { $0._commandName }
            .first { arguments.contains($0) }
        Console.note("see 'groundswell \(command.map { $0 + " " } ?? "")--help'")
        return ToolExit.usage.rawValue
    }
}

/// How the program ends, thrown where a command has said all there is to say.
enum ToolExit: Int32, Error {
    case done = 0
    case failed = 1
    case usage = 2
    case doneWithRejects = 3
}

/// A failure with its sentence.
enum ToolError: Error {
    /// Something could not be done.
    case failed(String)
    /// The command line cannot be meant as it stands; `command` is whose help explains it.
    case usage(String, command: String = "")

    var message: String {
        switch self {
        case .failed(let message), .usage(let message, _): message
        }
    }

    var exit: ToolExit {
        switch self {
        case .failed: .failed
        case .usage: .usage
        }
    }
}
