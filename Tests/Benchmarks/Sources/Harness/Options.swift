/// What the command was asked for. `Tests/Benchmarks/run` has the words for people.
struct Options {
    enum Part: String { case records, answers, scoring, freshness, growth }

    var size = WorldSize.all[0]
    var only: Part?
    /// Whether the growth is measured too.
    var growth = false
    var seed: UInt64 = 2_026
    var scale = 1.0
    var json: String?
    var programs = ""
    var settings = ""
    var units = ""
    /// Where sockets, logs and CSV go; whoever started us removes it.
    var folder = ""
    /// A Python with DuckDB, and the script for it.
    var python: String?
    var script = ""
    /// The script of the references beside records in.
    var recordsScript = ""
    /// A Python with FastAPI and asyncpg, and the script for it.
    var webPython: String?
    var webScript = ""

    init(_ words: [String]) throws {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--growth" {
                growth = true
                continue
            }
            guard let value = words.popFirst() else { throw Failure("\(word) needs a value; run --help tells which") }
            switch word {
            case "--size":
                guard let size = WorldSize.all.first(where: { $0.name == value }) else {
                    throw Failure("--size is small, hub or large, not '\(value)'")
                }
                self.size = size
            case "--only":
                guard let part = Part(rawValue: value) else {
                    throw Failure("--only is records, answers, scoring, freshness or growth, not '\(value)'")
                }
                only = part
            case "--seed":
                guard let seed = UInt64(value) else { throw Failure("--seed is a whole number, not '\(value)'") }
                self.seed = seed
            case "--scale":
                guard let scale = Double(value), scale > 0, scale <= 10 else {
                    throw Failure("--scale is a number above 0 and at most 10, not '\(value)'")
                }
                self.scale = scale
            case "--json": json = value
            case "--programs": programs = value
            case "--settings": settings = value
            case "--units": units = value
            case "--folder": folder = value
            case "--python": python = value
            case "--script": script = value
            case "--records-script": recordsScript = value
            case "--web-python": webPython = value
            case "--web-script": webScript = value
            default: throw Failure("unknown argument '\(word)'; run --help lists them all")
            }
        }
        size = size.scaled(by: scale)
        if only == .growth { growth = true }
    }

    func wants(_ part: Part) -> Bool { only == nil || only == part }
}
