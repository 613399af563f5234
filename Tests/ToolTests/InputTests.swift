import Foundation
import Glibc
import TestSupport
import Testing

/// What `groundswell import` takes beside named files: any format, gzip, standard input, folders.
@Suite("What is imported", .serialized)
struct InputTests {
    private let folder: TemporaryFolder
    private static let listing = #"[{"id":"a/b","likes":5},{"id":"a/c","likes":6}]"#
    private static let regions = "hf_org,region\na,us\n"

    init() throws {
        folder = try TemporaryFolder()
        try write(Self.listing, to: folder, "day/listing.json")
        try write(Self.regions, to: folder, "day/more/regions.csv")
        try write("observed_at,model,source,value\n2025-01-01,a/b,ollama,5\n", to: folder, "day/pulls.csv")
        try write("some words\n", to: folder, "day/README.md")
        try write("{", to: folder, "day/.hidden/listing.json")
    }

    private func run(_ line: String, feeding file: String? = nil) throws -> ServiceProcess.Outcome {
        let program = "\(ServiceProcess.programs)/groundswell"
        guard let file else {
            return try ServiceProcess.run(
                "groundswell", line.split(separator: " ").map(String.init), folder: folder.path)
        }
        return try ServiceProcess.run("/bin/sh", ["-c", "cat \(file) | '\(program)' \(line)"], folder: folder.path)
    }

    private func shell(_ line: String) throws -> ServiceProcess.Outcome {
        try ServiceProcess.run("/bin/sh", ["-c", line], folder: folder.path)
    }

    @Test(
        "A format is told by content, as a word and as an option", arguments: ["import auto", "import --format auto"])
    func auto(command: String) throws {
        let named = try run("import huggingface day/listing.json --at 2026-01-01 --print")
        let told = try run("\(command) day/listing.json --at 2026-01-01 --print")
        #expect(told.status == 0 && told.errors.isEmpty, "\(told.errors)")
        #expect(told.output == named.output && told.output.contains("a/c"))
    }

    @Test("Standard input is read, whatever its format is")
    func standardInput() throws {
        let named = try run("import huggingface day/listing.json --at 2026-01-01 --print")
        for format in ["auto", "huggingface"] {
            let fed = try run("import \(format) - --at 2026-01-01 --print", feeding: "day/listing.json")
            #expect(fed.status == 0 && fed.output == named.output, "\(fed.errors)")
        }
        let wrong = try run("import regions - --at 2026-01-01 --print", feeding: "day/listing.json")
        #expect(wrong.status == 1 && wrong.errors.contains("standard input:1:1: format.mismatch"), "\(wrong.errors)")
        let empty = try run("import auto - --at 2026-01-01 --print", feeding: "/dev/null")
        #expect(empty.status == 1 && empty.errors.contains("the file is empty"), "\(empty.errors)")
    }

    @Test("gzip is read as it is: one member, several, padded with zeros, and through standard input")
    func gzip() throws {
        let named = try run("import huggingface day/listing.json --at 2026-01-01 --print")
        let made = try shell(
            """
            gzip -c day/listing.json > one.gz
            (head -c 20 day/listing.json | gzip; tail -c +21 day/listing.json | gzip) > two.gz
            (cat one.gz; head -c 1024 /dev/zero) > padded.gz
            """)
        #expect(made.status == 0)
        for file in ["one.gz", "two.gz", "padded.gz"] {
            let read = try run("import auto \(file) --at 2026-01-01 --print")
            #expect(read.status == 0 && read.output == named.output, "\(file): \(read.errors)")
        }
        let fed = try run("import huggingface - --at 2026-01-01 --print", feeding: "one.gz")
        #expect(fed.output == named.output, "\(fed.errors)")
    }

    @Test("A gzip file that was cut off or damaged is told, and nothing of it is taken")
    func damaged() throws {
        _ = try shell(
            """
            gzip -c day/listing.json > whole.gz; head -c 30 whole.gz > cut.gz
            (head -c 30 whole.gz; printf 'XXXX'; tail -c +35 whole.gz) > wrong.gz
            (cat whole.gz; printf 'tail') > tail.gz
            """)
        for (file, says) in [("cut.gz", "ends in its middle"), ("wrong.gz", "damaged"), ("tail.gz", "damaged")] {
            let read = try run("import huggingface \(file) --at 2026-01-01 --print")
            #expect(read.status == 1 && read.output.isEmpty, "\(file)")
            #expect(read.errors.contains("'\(file)' is gzip") && read.errors.contains(says), "\(read.errors)")
        }
    }

    @Test("A folder is walked in one order; what is no file of ours, or of another format, is left out aloud")
    func walked() throws {
        let all = try run("import auto day --at 2026-01-01 --series pulls --kind counter --print")
        #expect(all.status == 0, "\(all.errors)")
        #expect(all.errors.contains("day/README.md: left out: this is text of no format known here"))
        #expect(!all.errors.contains("hidden"))
        let kinds = all.output.split(separator: "\n").map { $0.prefix(8) }
        #expect(kinds.first == #"{"model""# && kinds.last == #"{"observ"# && kinds.contains(#"{"organi"#))
        let some = try run("import regions day --at 2026-01-01 --print")
        #expect(some.status == 0 && some.output.split(separator: "\n").count == 1, "\(some.errors)")
        #expect(some.errors.contains("day/listing.json: left out: this looks like 'huggingface', not 'regions'"))
        let missing = try run("import auto day --at 2026-01-01 --print")
        #expect(missing.status == 2 && missing.errors.contains("'day/pulls.csv'"), "\(missing.errors)")
        #expect(missing.output.isEmpty)
    }

    @Test("What lies in a folder and is no file is left out aloud, a link to a file is read")
    func odd() throws {
        let made = try shell(
            "mkdir odd && mkfifo odd/pipe && ln -s nowhere odd/dangling && ln -s ../day odd/loop && "
                + "ln -s ../day/more/regions.csv odd/linked.csv && ln -s odd odd/self && cp odd/linked.csv \"$(printf 'odd/b\\351d.csv')\""
        )
        #expect(made.status == 0, "\(made.errors)")
        let read = try run("import auto odd --at 2026-01-01 --print")
        #expect(read.status == 0 && read.output.split(separator: "\n").count == 1, "\(read.errors)")
        for says in [
            "odd/pipe: left out: it is no regular file", "odd/dangling: left out: a link that leads nowhere",
            "odd/loop: left out: a link to a folder", "its name is not UTF-8",
        ] { #expect(read.errors.contains(says), "\(read.errors)") }
    }

    @Test("A large array is streamed: a gzip file of 60 MB within 40 MB of data")
    func bounded() throws {
        let made = try shell(
            """
            awk 'BEGIN { printf "["; for (i = 0; i < 60000; i++) { if (i) printf ","
              printf "{\\"id\\":\\"a/m%d\\",\\"likes\\":%d,\\"pad\\":\\"%01000d\\"}", i, i, 0 } printf "]" }' | gzip > big.gz
            """)
        #expect(made.status == 0)
        let program = "\(ServiceProcess.programs)/groundswell"
        let read = try shell(
            "ulimit -d 40000; '\(program)' import auto big.gz --at 2026-01-01 --print | grep -c '\"model\":{'")
        #expect(read.output == "60000\n", "\(read.errors)")
        // Without the streaming this limit could not be told from none.
        let little = try shell(
            "ulimit -d 2000; '\(program)' import auto big.gz --at 2026-01-01 --print | grep -c '\"model\":{'")
        #expect(little.output != "60000\n")
    }

    /// A file that cannot be taken as it is, and the place and the expectation that its sentence names.
    struct Bad: Sendable, CustomTestStringConvertible {
        var what: String
        var arguments: String
        var text: String
        var status: Int32
        var says: String
        var records = 0
        var testDescription: String { what }
    }

    @Test(
        "What is wrong with a file is told with its line, its column and what was expected; nothing is taken in silence",
        arguments: [
            Bad(
                what: "a page that was cut off", arguments: "huggingface f --at 2026-05-01",
                text: "[{\"id\":\"a/one\"},\n{\"id\":\"a/two\"},\n{\"id\":\"a/thr", status: 1,
                says:
                    "f:3:13: file.truncated: the file ends inside the entry that begins on line 3; expected its closing",
                records: 2),
            Bad(
                what: "HTML instead of JSON", arguments: "huggingface f --at 2026-05-01",
                text: "<!DOCTYPE html>\n<html></html>\n", status: 1,
                says: "f:1:1: format.mismatch: expected huggingface objects as JSON ('[' or '{'); this is an HTML"),
            Bad(
                what: "a listing that ends in the middle of a line", arguments: "huggingface f --at 2026-05-01",
                text: "{\"id\":\"a/one\"}\n{\"id\":\"a/tw", status: 3,
                says: "f:2:12: file.truncated: the file ends in the middle of this line", records: 1),
            Bad(
                what: "a webhook with a comment", arguments: "huggingface-webhook f --at 2026-05-01",
                text: "{\n  // a comment\n  \"event\":{\"action\":\"create\"}}\n", status: 1,
                says: "f:2:3: json.invalid: a comment: JSON has none"),
            Bad(
                what: "a CSV in another column order", arguments: "series f --series pulls --kind counter",
                text: "value,source,model,observed_at\n10,a,m,2026-05-01\n", status: 0, says: "", records: 1),
            Bad(
                what: "a column missing", arguments: "deployments f",
                text: "at,event,provider\n2026-05-01,added,p\n", status: 1,
                says: "f:1:1: column.missing: the header lacks 'model'; expected at,event,provider,model, found"),
            Bad(
                what: "a second edition with renamed columns", arguments: "epoch f --at 2026-05-01",
                text: "System,Publication date,Organization\nX,2025,Lab\n", status: 1,
                says:
                    "f:1:1: column.missing: the header lacks 'Model'; expected Model,Publication date,Organization, found"
            ),
            Bad(
                what: "columns by nearly the same names", arguments: "series f --series pulls --kind counter",
                text: "observed_at,Model,source,value\n2026-05-01,m,a,10\n", status: 1,
                says: "f:1:13: column.missing: the header lacks 'model' (there is 'Model'); expected observed_at"),
            Bad(
                what: "semicolons", arguments: "auto f --series pulls --kind counter",
                text: "observed_at;model;source;value\n", status: 1,
                says: "this looks like 'series' with cells separated by semicolons"),
            Bad(
                what: "a field of another type", arguments: "huggingface f --at 2026-05-01",
                text: "{\"id\":\"a/one\",\"likes\":\"many\"}\n", status: 3,
                says: "f:1:23: field.type: expected a whole number, found the text 'many' (likes)"),
            Bad(
                what: "a header and nothing else", arguments: "series f --series pulls --kind counter",
                text: "observed_at,model,source,value\n", status: 0,
                says: "f:1: note: a header and no row below it"),
            Bad(
                what: "a CSV that ends without a line break", arguments: "series f --series pulls --kind counter",
                text: "observed_at,model,source,value\n2026-05-01,m,a,10\n2026-05-02,m,a,1", status: 0,
                says: "f:3: note: the last line has no line break", records: 2),
        ])
    func bad(_ input: Bad) throws {
        try write(input.text, to: folder, "f")
        let outcome = try run("import \(input.arguments) --print")
        #expect(outcome.status == input.status, "\(outcome.errors)")
        #expect(input.says.isEmpty ? outcome.errors.isEmpty : outcome.errors.contains(input.says), "\(outcome.errors)")
        let records = outcome.output.split(separator: "\n").count { $0.contains("\"a/") || $0.contains("observation") }
        #expect(records == input.records, "\(outcome.output)")
    }

    /// `script` (of every Debian) gives the command a terminal.
    private static let hasTerminal = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

    @Test(
        "One wrong word in each of a thousand lines is ten sentences and a count on a terminal, a thousand in a file",
        .enabled(if: hasTerminal, "/usr/bin/script gives a terminal, and is not here"))
    func manyRejects() throws {
        let rows = (0..<1_000).map { "yesterday,a/m\($0),ollama,5" }
        try write("observed_at,model,source,value\n" + rows.joined(separator: "\n") + "\n", to: folder, "pulls.csv")
        let command =
            "'\(ServiceProcess.programs)/groundswell' import series pulls.csv --series pulls --kind counter --print"
        let piped = try shell(command)
        #expect(piped.status == 3)
        #expect(piped.errors.split(separator: "\n").count == 1_000 && !piped.errors.contains("more like these"))
        let seen = try shell("script -qec \"\(command)\" /dev/null < /dev/null")
        #expect(seen.status == 3)
        let lines = seen.output.split(whereSeparator: \.isNewline)
        #expect(lines.count == 11)
        #expect(lines.last?.contains("time.invalid: 990 more like these") == true, "\(seen.output.suffix(300))")
    }

    @Test("Objects one a line are streamed too: 30 MB within 40 MB of data")
    func boundedLines() throws {
        let made = try shell(
            """
            awk 'BEGIN { for (i = 0; i < 30000; i++)
              printf "{\\"id\\":\\"a/m%d\\",\\"likes\\":%d,\\"pad\\":\\"%01000d\\"}\\n", i, i, 0 }' > big.ndjson
            """)
        #expect(made.status == 0)
        let program = "\(ServiceProcess.programs)/groundswell"
        let read = try shell(
            "ulimit -d 40000; '\(program)' import auto big.ndjson --at 2026-01-01 --print | grep -c '\"model\":{'")
        #expect(read.output == "30000\n", "\(read.errors)")
    }
}
