import Domain
import Sources

/// What a command line asks to import, checked before anything is sent.
struct ImportPlan {
    let adapter: any SourceAdapter.Type
    /// One for each file.
    let options: [AdapterOptions]

    /// Checks everything that needs no file.
    /// - Throws: `ToolError.usage` for an unknown format, a wrong time or kind, an option the format lacks.
    init(
        format: String, files: [String], at: String?, source: String?, series: String?, kind: String?
    ) throws(ToolError) {
        var time: Timestamp?
        if let at {
            guard let parsed = Timestamp(at), Timestamp.range.contains(parsed) else {
                throw Self.refuse(
                    "--at '\(at)' is no date or time that exists; expected one like 2026-05-04 or 2026-05-04T04:10:37Z")
            }
            time = parsed
        }
        var seriesKind: Series.Kind?
        if let kind {
            seriesKind = Series.Kind.allCases.first { $0.name == kind }
            if seriesKind == nil { throw Self.refuse("--kind is counter or gauge, not '\(kind)'") }
        }
        let options = files.map {
            AdapterOptions(at: time, source: source, series: series, seriesKind: seriesKind, file: $0)
        }
        let adapter: any SourceAdapter.Type
        do throws(SourceError) {
            adapter = try Adapters.named(format)
            // An adapter refuses options when it is made, so one is made before any file is looked at.
            if let first = options.first { _ = try adapter.init(options: first) }
        } catch { throw Self.refuse(error.message) }
        if adapter.format != SeriesAdapter.format, series != nil || kind != nil {
            throw Self.refuse("--series and --kind belong to the format 'series', not to '\(format)'")
        }
        self.adapter = adapter
        self.options = options
    }

    /// What is worth saying and is no error.
    var note: String? {
        guard adapter.timeRequirement == .carried, options.first?.at != nil else { return nil }
        return "note: the format '\(adapter.format)' carries its own times, --at changes none of them"
    }

    /// Opens every file, so that a missing one is told before anything is sent.
    func open() throws(ToolError) -> [SourceFile] {
        var files: [SourceFile] = []
        for option in options { files.append(try SourceFile(option, adapter)) }
        return files
    }

    private static func refuse(_ message: String) -> ToolError { .usage(message, command: "import") }
}
