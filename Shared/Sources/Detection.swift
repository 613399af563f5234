import Wire

/// What a file is, told from its first bytes.
public enum Detection: Sendable, Equatable {
    case format(String)
    /// No format of ours; what it is instead, as the end of a sentence: `this is an HTML page, ...`.
    case other(String)

    /// Tells from up to the first 64 KiB; the name serves only where the content does not tell.
    public static func detect(_ prefix: [UInt8], fileName: String) -> Detection {
        var bytes = prefix[...]
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: [0x1f, 0x8b]) { return .other("this is compressed with gzip; unpack it first") }
        if bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
            return .other("this is compressed with zstd; unpack it first")
        }
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) { return .other("this is a zip archive; unpack it first") }
        if bytes.starts(with: Array("PAR1".utf8)) { return .other("this is a Parquet file; export it as JSON lines") }
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return .other("this is UTF-16; save it as UTF-8")
        }
        if bytes.contains(0) { return .other("this is no text file") }
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }) else { return .other("the file is empty") }
        bytes = bytes[start...]
        switch bytes[start] {
        case UInt8(ascii: "<"):
            return .other("this is an HTML or XML page: probably an error page saved in place of the data")
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if let format = format(ofKeys: topLevelKeys(bytes)) { return .format(format) }
            return .other("this is JSON of no format known here")
        default:
            let text = String(decoding: bytes, as: UTF8.self)
            if let format = format(ofText: text) { return .format(format) }
            return .other(nearTable(text) ?? "this is text of no format known here")
        }
    }

    /// The end of a sentence that says what a file is instead.
    static func describe(_ prefix: [UInt8], fileName: String) -> String {
        switch detect(prefix, fileName: fileName) {
        case .format(let name): "this looks like '\(name)'"
        case .other(let text): text
        }
    }

    /// The format of JSON objects with these keys.
    static func format(ofKeys keys: [String]) -> String? {
        if keys.count == 1, Record.Kind(rawValue: keys[0]) != nil || keys[0] == "stream" || keys[0] == "flush" {
            return "groundswell"
        }
        let keys = Set(keys)
        func any(_ names: String...) -> Bool { names.contains(where: keys.contains) }
        if keys.isSuperset(of: ["event", "repo"]) { return "huggingface-webhook" }
        if any("open_weights"), any("tool_call", "attachment", "_path", "limit"), any("name"), !any("framework") {
            return "models-dev"
        }
        if any("name"), any("n_parameters", "similarity_fn_name", "framework"), any("revision", "open_weights") {
            return "mteb"
        }
        if any("id", "modelId", "_id"),
            any(
                "likes", "downloads", "tags", "createdAt", "created_at", "pipeline_tag", "pipelineTag", "library_name",
                "libraryName", "lastModified", "last_modified", "siblings", "safetensors", "cardData", "gated")
        {
            return "huggingface"
        }
        return nil
    }

    /// The format of CSV files with this header.
    static func format(ofHeader names: [String]) -> String? {
        let names = Set(names)
        return headers.first { names.isSuperset(of: $0.columns) }?.format
    }

    private static let headers: [(format: String, columns: [String])] = [
        ("regions", ["hf_org", "region"]),
        ("series", ["observed_at", "model", "value"]),
        ("deployments", ["at", "event", "provider", "model"]),
        ("release-dates", ["model_id", "actual_release_date"]),
        ("parameters", ["model_id", "total_params_b"]),
        ("organizations", ["organization", "country", "evidence"]),
        ("epoch", ["Model", "Publication date", "Organization"]),
        ("fmti", ["Indicator", "Google", "OpenAI"]),
    ]

    /// What a table is that has nearly the header of a format: another separator, or some columns by other names.
    private static func nearTable(_ text: String) -> String? {
        guard let names = CSVHeader.names(text) else { return nil }
        for (format, columns) in headers {
            if let separator = CSVHeader.separator(columns, in: names) {
                return "this looks like '\(format)' with cells separated by \(separator), not by commas"
            }
        }
        // A column by its own name says twice as much as one by nearly that name.
        func likeness(_ columns: [String]) -> Double {
            let there = columns.count { names.contains($0) }
            let near = columns.count { !names.contains($0) && CSVHeader.near($0, in: names, but: columns) != nil }
            return (Double(there) + 0.5 * Double(near)) / Double(columns.count)
        }
        guard let best = headers.max(by: { likeness($0.columns) < likeness($1.columns) }),
            likeness(best.columns) >= 0.5
        else { return nil }
        return "this looks like '\(best.format)', and \(CSVHeader.lacking(best.columns, in: names))"
    }

    private static func format(ofText text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline).filter {
            !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace)
        }
        guard let first = lines.first else { return nil }
        if let names = CSVHeader.names(text), let format = format(ofHeader: names) { return format }
        if lines.contains(where: { $0.hasPrefix("models:") }),
            text.contains("creator_organization_name:") || text.contains("display_name:")
        {
            return "helm"
        }
        if lines.contains(where: { $0.hasPrefix("release:") }),
            lines.contains(where: { $0.hasPrefix("framework:") }) || text.contains("components:")
        {
            return "mof"
        }
        if lines.contains(where: { $0.hasPrefix("system:") || $0.hasPrefix("project:") }),
            lines.contains(where: { $0.hasPrefix("org:") || $0.hasPrefix("weights_") || $0.hasPrefix("llmdata:") })
        {
            return "osai"
        }
        if ["model", "dataset", "application"].contains(where: { text.contains("type: \($0)") }),
            first.hasPrefix("- ") || first == "---", text.contains("dependencies:") || text.contains("organization:")
        {
            return "ecosystem-graphs"
        }
        return nil
    }

    /// The keys of the first object, as far as the bytes reach.
    private static func topLevelKeys(_ bytes: ArraySlice<UInt8>) -> [String] {
        var keys: [String] = []
        var depth = 0
        var base: Int?
        var expectsKey = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let start = index + 1
                index = start
                while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
                    index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard index < bytes.endIndex else { return keys }
                if expectsKey, depth == base { keys.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
                expectsKey = false
            case UInt8(ascii: "{"):
                depth += 1
                if base == nil { base = depth }
                expectsKey = depth == base
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == base { return keys }
                depth -= 1
            case UInt8(ascii: ","): expectsKey = depth == base
            default: break
            }
            index += 1
        }
        return keys
    }
}
