import Foundation
import Glibc

/// A program of ours or beside us. It ends with this process, however that ends.
final class Program {
    let name: String
    let pid: pid_t
    private let process = Process()
    private let log: String?

    /// `log` takes what it prints; without, standard output is read by `output`. `environment` are words `NAME=value`.
    init(
        _ path: String, _ arguments: [String], environment: [String] = [], log: String? = nil, input: Pipe? = nil,
        output: Pipe? = nil
    ) throws {
        name = (path as NSString).lastPathComponent
        self.log = log
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = environment + ["setpriv", "--pdeathsig", "KILL", "--", path] + arguments
        process.standardInput = input ?? FileHandle.nullDevice
        if let log {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
            let file = try FileHandle(forWritingTo: URL(filePath: log))
            process.standardOutput = output ?? file
            process.standardError = file
        } else {
            process.standardOutput = output
        }
        try process.run()
        pid = process.processIdentifier
    }

    var isRunning: Bool { process.isRunning }

    /// How it ended; only once it has.
    var ending: String {
        process.terminationReason == .uncaughtSignal
            ? "was ended by signal \(process.terminationStatus)" : "ended with \(process.terminationStatus)"
    }

    /// What it has printed so far.
    var printed: String { log.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } ?? "" }

    @discardableResult
    func stop() -> Int32 {
        kill(pid, SIGTERM)
        return wait()
    }

    @discardableResult
    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Peak of resident memory in MB since the start or the last `forgetPeak`.
    var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return line.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 } ?? .nan
    }

    /// The peak is counted anew from here.
    func forgetPeak() {
        guard let file = fopen("/proc/\(pid)/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }
}
