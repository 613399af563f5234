import ArgumentParser
import Glibc

/// `groundswell generate-manual DIR`.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-manual",
        abstract: "Writes the manual pages into a folder.",
        discussion: """
            One page for each command (section 1) and one for all methods of the gateway (section 7).

            Example:
              groundswell generate-manual man && man man/groundswell-ask.1
            """)

    @Argument(help: ArgumentHelp("The folder; it is made where it is absent.", valueName: "dir"))
    var folder: String

    func run() throws {
        guard let tool = CommandTree.tool() else { throw ToolError.failed("the commands cannot be described") }
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw ToolError.failed("cannot make the folder '\(folder)': \(String(cString: strerror(errno)))")
        }
        for page in ManualPages.all(tool) { try OutputFile.write(page.text, to: "\(folder)/\(page.file)") }
    }
}

/// Files that have their name only when they are whole.
enum OutputFile {
    static func write(_ text: String, to path: String) throws(ToolError) {
        let unfinished = path + ".part"
        let file = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(path) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                defer { close(file) }
                throw failure(path)
            }
        }
        guard close(file) == 0, rename(unfinished, path) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> ToolError {
        .failed("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
}
