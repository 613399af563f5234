import Domain
import Glibc
import Sources

/// What a command line asks to import, checked before anything is sent.
struct ImportPlan {
    /// Nil: each file's format is told from its content.
    let adapter: (any SourceAdapter.Type)?
    /// What the command line names: files, folders, `-`.
    let names: [String]
    private let options: AdapterOptions

    /// The word that stands for: tell from the content.
    static let auto = "auto"

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
        guard files.count(where: { $0 == "-" }) < 2 else { throw Self.refuse("standard input can be read only once") }
        names = files
        options = AdapterOptions(
            at: time, source: source, series: series, seriesKind: seriesKind, file: files.first ?? "")
        guard format != Self.auto else {
            adapter = nil
            return
        }
        let adapter: any SourceAdapter.Type
        do throws(SourceError) {
            adapter = try Adapters.named(format)
            // An adapter refuses options when it is made, so one is made before any file is looked at.
            _ = try adapter.init(options: options)
        } catch { throw Self.refuse(error.message) }
        if adapter.format != SeriesAdapter.format, series != nil || kind != nil {
            throw Self.refuse("--series and --kind belong to the format 'series', not to '\(format)'")
        }
        self.adapter = adapter
    }

    /// What is worth saying and is no error.
    var note: String? {
        guard let adapter, adapter.timeRequirement == .carried, options.at != nil else { return nil }
        return "note: the format '\(adapter.format)' carries its own times, --at changes none of them"
    }

    /// What is to be imported, and what was left out of folders, each with a sentence.
    struct Opened {
        var files: [SourceFile] = []
        var skipped: [String] = []
    }

    /// Looks at every file, so that a missing one is told before anything is sent.
    func open() throws(ToolError) -> Opened {
        var opened = Opened()
        for name in names {
            if name == "-" {
                let descriptor = try StandardInput.spool()
                defer { close(descriptor) }
                let content = try FileContent(StandardInput.name, given: descriptor)
                opened.files.append(try file(content, isKept: true))
            } else if Folder.isFolder(name) {
                let before = opened.files.count
                let (files, others) = try Folder.files(in: name)
                opened.skipped += others
                for path in files { try walk(path, into: &opened) }
                guard opened.files.count > before else {
                    let wanted = adapter.map { "of the format '\($0.format)'" } ?? "of a format known here"
                    throw .failed("the folder '\(name)' holds no file \(wanted)")
                }
            } else {
                opened.files.append(try file(FileContent(name), isKept: false))
            }
        }
        return opened
    }

    /// A file that was named: it is of its format, or nothing goes on.
    private func file(_ content: FileContent, isKept: Bool) throws(ToolError) -> SourceFile {
        if let adapter { return try source(content, adapter, isKept: isKept) }
        switch try detect(content) {
        case .format(let format): return try source(content, named(format), isKept: isKept)
        case .other(let what):
            throw .failed(
                "cannot tell the format of '\(content.path)': \(what). Name it: groundswell import FORMAT FILE")
        }
    }

    /// A file that lies in a folder: one of another format is left out, aloud.
    private func walk(_ path: String, into opened: inout Opened) throws(ToolError) {
        let content = try FileContent(path)
        switch try detect(content) {
        case .format(let format):
            if let adapter, adapter.format != format {
                opened.skipped.append("\(path): left out: this looks like '\(format)', not '\(adapter.format)'")
            } else {
                let adapter = try named(format)
                opened.files.append(try source(content, adapter, isKept: false))
            }
        case .other(let what): opened.skipped.append("\(path): left out: \(what)")
        }
    }

    private func detect(_ content: FileContent) throws(ToolError) -> Detection {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        let count = try content.read(at: 0, into: buffer)
        return Adapters.detect(Array(buffer[..<count]), fileName: content.path)
    }

    private func named(_ format: String) throws(ToolError) -> any SourceAdapter.Type {
        do { return try Adapters.named(format) } catch { throw Self.refuse(error.message) }
    }

    private func source(
        _ content: FileContent, _ adapter: any SourceAdapter.Type, isKept: Bool
    ) throws(ToolError) -> SourceFile {
        var options = options
        options.file = content.path
        if self.adapter == nil {
            // Under auto, options are for the files they fit.
            if adapter.format != SeriesAdapter.format { (options.series, options.seriesKind) = (nil, nil) }
            if adapter.timeRequirement == .carried { options.at = nil }
            do throws(SourceError) { _ = try adapter.init(options: options) } catch {
                throw Self.refuse("'\(content.path)': \(error.message)")
            }
        }
        return try SourceFile(content, options, adapter, isKept: isKept)
    }

    private static func refuse(_ message: String) -> ToolError { .usage(message, command: "import") }
}
