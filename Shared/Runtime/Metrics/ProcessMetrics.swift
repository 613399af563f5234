import Glibc

/// What every process says of itself, read from `/proc/self` (the only part of /proc that hardened services see).
func writeProcessMetrics(to text: inout String) {
    if let resident = residentMemoryBytes() {
        writeHeader("process_resident_memory_bytes", "Resident memory size in bytes.", .gauge, to: &text)
        text += "process_resident_memory_bytes \(resident)\n"
    }
    if let start = processStart {
        writeHeader(
            "process_start_time_seconds", "Start time of the process since the Unix epoch in seconds.", .gauge,
            to: &text)
        text += "process_start_time_seconds \(metricNumber(start))\n"
    }
    writeHeader("process_cpu_seconds_total", "User and system CPU time spent in seconds.", .counter, to: &text)
    text += "process_cpu_seconds_total \(metricNumber(seconds(of: CLOCK_PROCESS_CPUTIME_ID)))\n"
}

/// The resident memory of this process in bytes; nil where /proc is not there.
public func residentMemoryBytes() -> Int? {
    guard let fields = firstLine("/proc/self/statm")?.split(separator: " "), fields.count > 1 else { return nil }
    return Int(fields[1]).map { $0 * sysconf(CInt(_SC_PAGESIZE)) }
}

/// Read once: the clock may step later, the start does not.
private let processStart: Double? = {
    // The second field is the program's name in brackets and may hold blanks.
    guard let line = firstLine("/proc/self/stat"), let end = line.lastIndex(of: ")") else { return nil }
    let fields = line[end...].split(separator: " ")
    guard fields.count > 20, let ticks = Double(fields[20]) else { return nil }
    let running = seconds(of: CLOCK_BOOTTIME) - ticks / Double(sysconf(CInt(_SC_CLK_TCK)))
    return seconds(of: CLOCK_REALTIME) - running
}()

private func seconds(of clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

private func firstLine(_ path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self)
}
