import Foundation

/// Processor time, which tells what work costs even where other programs share the machine.
enum ProcessorTime {
    /// Seconds that a process has used so far, with those of its children that have ended and were waited for.
    static func of(_ pid: pid_t) -> Double {
        guard let fields = fields(pid) else { return 0 }
        // utime, stime, cutime, cstime.
        return fields[11...14].compactMap { Double($0) }.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The same of a process and everything it has started.
    static func ofFamily(_ pid: pid_t) -> Double {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var total = of(pid)
        for case let child? in entries.map({ pid_t($0) }) where fields(child)?[1] == "\(pid)" { total += of(child) }
        return total
    }

    /// The fields of /proc/PID/stat after the name: state, parent, ...
    private static func fields(_ pid: pid_t) -> [Substring]? {
        guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        return fields.count > 15 ? fields : nil
    }
}
