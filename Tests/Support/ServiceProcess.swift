import Foundation
import Glibc
import Synchronization

/// A program of this package, run as its users run it.
public final class ServiceProcess: Sendable {
    /// What a program that has ended left.
    public struct Outcome: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String
    }

    /// Everything started here ends with the tests, whatever became of them.
    private static let running = Mutex<Set<pid_t>>([])
    private static let atExit: Void = {
        atexit { for pid in ServiceProcess.running.withLock({ $0 }) { kill(pid, SIGKILL) } }
    }()

    public let pid: pid_t
    private let process: Process
    private let log: String

    /// The folder of the programs: the one this test runs from.
    public static let programs: String = {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (path as NSString).deletingLastPathComponent
    }()

    /// Starts a program in the background; what it prints goes to a file.
    public init(_ program: String, _ arguments: [String], log: String) throws {
        _ = Self.atExit
        process = Process()
        process.executableURL = URL(filePath: "\(Self.programs)/\(program)")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
        }
        let file = try FileHandle(forUpdating: URL(filePath: log))
        try file.seekToEnd()
        process.standardOutput = file
        process.standardError = file
        try process.run()
        pid = process.processIdentifier
        self.log = log
        let started = pid
        Self.running.withLock { _ = $0.insert(started) }
    }

    /// Whether it still runs.
    public var isRunning: Bool { process.isRunning }

    /// What it has printed so far.
    public var printed: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// Ends it without a chance to say goodbye.
    public func kill9() {
        kill(pid, SIGKILL)
        _ = waitForEnd()
    }

    /// Asks it to end, and waits. Returns its exit code.
    @discardableResult
    public func stop() -> Int32 {
        kill(pid, SIGTERM)
        return waitForEnd()
    }

    /// Waits until it ends by itself. Returns its exit code.
    public func ended() -> Int32 { waitForEnd() }

    private func waitForEnd() -> Int32 {
        process.waitUntilExit()
        let ended = pid
        Self.running.withLock { _ = $0.remove(ended) }
        return process.terminationStatus
    }

    /// Runs a program to its end.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: String? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: program.hasPrefix("/") ? program : "\(programs)/\(program)")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        let output = Pipe()
        let errors = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Both are drained at once: a full pipe would stop the program.
        let drained = Drained()
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let data = errors.fileHandleForReading.readDataToEndOfFile()
            drained.text.withLock { $0 = String(decoding: data, as: UTF8.self) }
            done.signal()
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        done.wait()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: data, as: UTF8.self),
            errors: drained.text.withLock { $0 })
    }

    private final class Drained: Sendable {
        let text = Mutex("")
    }
}
