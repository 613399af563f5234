/// The second reference, what an analyst would do instead: `psql \copy` of ready CSV with names and ISO times into a
/// table of text and timestamptz without indexes.
enum PsqlCopy {
    static func send(_ file: String, conninfo: String, log: String) throws -> Double {
        let start = seconds()
        let program = try Program(
            "psql",
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", conninfo, "-c", "\\copy twin.plain FROM '\(file)' (FORMAT csv)"],
            log: log)
        guard program.wait() == 0 else { throw Failure("psql failed: \(program.printed)") }
        return seconds() - start
    }
}
