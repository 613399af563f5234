import Presentation
import Sources
import Wire

/// What has become of one file.
struct FileReport {
    var file: String
    var format: String
    var stream: String
    var entries = 0
    /// stored + duplicate + rejected.
    var lines: Int64 { stored + duplicate + rejected }
    var stored: Int64 = 0
    var duplicate: Int64 = 0
    /// Records the service did not take, and entries no record could be made of.
    var rejected: Int64 = 0
    var notes: [SourceNote] = []

    var json: JSONValue {
        [
            "file": .string(file), "format": .string(format), "stream": .string(stream),
            "entries": .integer(Int64(entries)), "lines": .integer(lines), "stored": .integer(stored),
            "duplicate": .integer(duplicate), "rejected": .integer(rejected),
            "notes": .array(
                notes.map {
                    [
                        "code": .string($0.code.rawValue), "message": .string($0.message),
                        "count": .integer(Int64($0.count)), "line": .integer(Int64($0.line)),
                    ]
                }),
        ]
    }

    var text: String {
        "\(Plain.line(file)): \(entries == 1 ? "1 entry" : "\(Quantity.whole(entries)) entries"), "
            + "\(Quantity.count(lines, "record")): \(ImportReport.counts(stored, duplicate, rejected))"
    }
}

/// What has become of all of them: the object of the contract.
struct ImportReport {
    var files: [FileReport] = []

    var lines: Int64 { files.reduce(0) { $0 + $1.lines } }
    var stored: Int64 { files.reduce(0) { $0 + $1.stored } }
    var duplicate: Int64 { files.reduce(0) { $0 + $1.duplicate } }
    var rejected: Int64 { files.reduce(0) { $0 + $1.rejected } }

    var json: JSONValue {
        [
            "lines": .integer(lines), "stored": .integer(stored), "duplicate": .integer(duplicate),
            "rejected": .integer(rejected), "files": .array(files.map(\.json)),
        ]
    }

    /// A line for each file; of the last one none where it failed before anything of it was sent.
    func text(failed: Bool = false) -> String {
        let files = failed && files.last?.lines == 0 ? files.dropLast() : files
        var lines = files.map(\.text)
        if files.count > 1 {
            lines.append(
                "\(Quantity.count(files.count, "file")), \(Quantity.count(self.lines, "record")): "
                    + Self.counts(stored, duplicate, rejected))
        }
        return lines.joined(separator: "\n")
    }

    static func counts(_ stored: Int64, _ duplicate: Int64, _ rejected: Int64) -> String {
        "\(Quantity.whole(stored)) stored, \(Quantity.whole(duplicate)) there before, "
            + "\(Quantity.whole(rejected)) rejected"
    }
}
