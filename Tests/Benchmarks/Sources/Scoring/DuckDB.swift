import Foundation

/// DuckDB (and igraph) from PyPI over the same data in a file of its own, driven line by line.
final class DuckDB {
    private let program: Program
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()

    init(python: String, script: String, folder: String, log: String = "duckdb.log") throws {
        program = try Program(
            python, [script, folder], log: "\(folder)/\(log)", input: input, output: output)
    }

    /// Runs one of the script's questions; its seconds, and what it found.
    func run(_ what: String, _ parameters: [String: Any] = [:]) throws -> (seconds: Double, value: Any) {
        var line = try JSONSerialization.data(withJSONObject: parameters.merging(["run": what]) { $1 })
        line.append(10)
        try input.fileHandleForWriting.write(contentsOf: line)
        while true {
            if let end = rest.firstIndex(of: 10) {
                let answer = try JSONSerialization.jsonObject(with: rest[..<end]) as? [String: Any]
                rest.removeSubrange(...end)
                guard let seconds = answer?["seconds"] as? Double, let value = answer?["value"] else {
                    throw Failure("DuckDB: \(what): no answer")
                }
                return (seconds, value)
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure("DuckDB ended: \(program.printed.suffix(1500))") }
            rest.append(more)
        }
    }

    func end() {
        try? input.fileHandleForWriting.close()
        program.wait()
    }
}
