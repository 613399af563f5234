/// The second reference, what an analyst would do instead: `psql \copy` of ready CSV with names and ISO times into a
/// table of text and timestamptz without indexes.
enum PsqlCopy {
    /// Several files at once, each by a psql of its own; the time is to the end of the last.
    static func send(_ files: [String], conninfo: String, log: String) throws -> Double {
        let start = seconds()
        let programs = try files.enumerated().map { index, file in
            try Program(
                "psql",
                ["-X", "-q", "-v", "ON_ERROR_STOP=1", conninfo, "-c", "\\copy twin.plain FROM '\(file)' (FORMAT csv)"],
                log: "\(log).\(index)")
        }
        for program in programs {
            guard program.wait() == 0 else { throw Failure("psql failed: \(program.printed)") }
        }
        return seconds() - start
    }
}
