import Wire
import Yams

/// A YAML file, collected whole within limits, then composed by Yams.
///
/// Aliases are refused: nothing the sources publish needs them, and a few lines of them expand without bound.
struct YAMLDocument: Sendable {
    private let file: String
    private let format: String
    private var bytes: [UInt8] = []
    private var lines = 0

    init(file: String, format: String) {
        self.file = file
        self.format = format
    }

    mutating func append(_ chunk: UnsafeRawBufferPointer) throws(SourceError) {
        bytes.append(contentsOf: chunk)
        for byte in chunk where byte == 0x0a { lines += 1 }
        guard bytes.count <= SourceLimits.yamlBytes, lines <= SourceLimits.yamlLines else {
            throw SourceError(
                code: .limitExceeded, file: file, line: lines,
                message: "a YAML file of more than \(SourceLimits.yamlBytes) bytes or \(SourceLimits.yamlLines) lines "
                    + "is not read; split it")
        }
    }

    /// The document's top node, when all bytes are there.
    func compose(into sink: inout RecordSink) throws(SourceError) -> Node {
        var bytes = self.bytes[...]
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            bytes = bytes.dropFirst(3)
            sink.note(.byteOrderMark, line: 1, "a byte order mark in front of the file was skipped")
        }
        guard let first = bytes.first(where: { $0 > 0x20 }) else {
            throw SourceError(code: .fileEmpty, file: file, message: "the file is empty; expected \(format) YAML")
        }
        if first == UInt8(ascii: "<") || first == UInt8(ascii: "{") || bytes.contains(0) {
            throw SourceError(
                code: .formatMismatch, file: file, line: 1, column: 1,
                message: "expected \(format) YAML; \(Detection.describe(Array(bytes.prefix(4096)), fileName: file))")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SourceError(
                code: .encodingInvalid, file: file, message: "bytes that are not UTF-8: save the file as UTF-8")
        }
        if bytes.last != 0x0a {
            sink.note(
                .noFinalLineBreak, line: lines + 1,
                "the last line has no line break: if the file was cut off, its last value is incomplete")
        }
        try refuseAliases(bytes)
        return try compose(text, into: &sink)
    }

    /// How many repeated lines are looked over before the file is taken to be broken.
    private static let maximumRepeats = 16

    private func compose(_ text: String, into sink: inout RecordSink) throws(SourceError) -> Node {
        var text = text
        for _ in 0...Self.maximumRepeats {
            do {
                guard let node = try Yams.compose(yaml: text) else {
                    throw SourceError(code: .fileEmpty, file: file, message: "the file holds no YAML document")
                }
                return node
            } catch let error as SourceError {
                throw error
            } catch let error as YamlError {
                guard case .duplicatedKeysInMapping(let keys, let context) = error,
                    let mended = Self.withoutRepeat(text, line: context.mark.line)
                else { throw translate(error) }
                sink.note(
                    .keyRepeated, line: context.mark.line,
                    "lines that stand twice with the same key and value, taken once (first: \(shown(keys.first ?? "")))"
                )
                text = mended
            } catch {
                throw SourceError(code: .yamlInvalid, file: file, message: "\(error)")
            }
        }
        throw SourceError(
            code: .limitExceeded, file: file, message: "more than \(Self.maximumRepeats) lines stand twice in a mapping"
        )
    }

    /// The text without a second line that says the same as the given one in the same mapping; nil where the second says
    /// something else, or goes on over several lines.
    private static func withoutRepeat(_ text: String, line: Int) -> String? {
        var lines = text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
        func indent(_ line: [UInt8]) -> Int { line.prefix { $0 == 0x20 }.count }
        guard line >= 1, line < lines.count else { return nil }
        let wanted = lines[line - 1]
        for index in line..<lines.count {
            if lines[index].allSatisfy({ $0 <= 0x20 }) { continue }
            guard indent(lines[index]) >= indent(wanted) else { return nil }
            guard lines[index] == wanted else { continue }
            if index + 1 < lines.count, indent(lines[index + 1]) > indent(wanted),
                lines[index + 1].count > indent(wanted)
            {
                return nil
            }
            lines[index] = []
            return String(decoding: Array(lines.joined(separator: [0x0a])), as: UTF8.self)
        }
        return nil
    }

    private func translate(_ error: YamlError) -> SourceError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let place = context.map { " \($0.text) that begins on line \($0.mark.line)" } ?? ""
            return SourceError(
                code: .yamlInvalid, file: file, line: mark.line, column: mark.column, message: problem + place)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return SourceError(
                code: .yamlInvalid, file: file, line: context.mark.line, column: context.mark.column,
                message: "the key \(shown(duplicates.first ?? "")) stands twice in one mapping")
        case .reader(let problem, _, _, _):
            return SourceError(code: .yamlInvalid, file: file, message: problem)
        default: return SourceError(code: .yamlInvalid, file: file, message: "\(error)")
        }
    }

    /// Finds `*name` at the start of a value where `&name` stood at the start of another before it.
    private func refuseAliases(_ bytes: ArraySlice<UInt8>) throws(SourceError) {
        var anchors: Set<[UInt8]> = []
        var line = 1
        var lineStart = bytes.startIndex
        var previous = UInt8(ascii: "\n")
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), " \t\n\r[{,".utf8.contains(previous) {
                let name = Array(bytes[(index + 1)...].prefix(64).prefix { $0 > 0x20 && !",[]{}".utf8.contains($0) })
                if byte == UInt8(ascii: "&"), !name.isEmpty {
                    anchors.insert(name)
                } else if anchors.contains(name) {
                    throw SourceError(
                        code: .yamlInvalid, file: file, line: line, column: index - lineStart + 1,
                        message: "the alias '*\(String(decoding: name, as: UTF8.self))': aliases are not taken, "
                            + "write the value out")
                }
            }
            if byte == 0x0a {
                line += 1
                lineStart = index + 1
            }
            previous = byte
            index += 1
        }
    }
}
