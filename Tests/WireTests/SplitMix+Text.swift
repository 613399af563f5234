import TestSupport
import Wire

extension SplitMix {
    /// Text with everything that writers and readers trip over.
    mutating func text(_ longest: Int = 30) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{1f}", "\u{7f}", "é", "€", "😀",
            "\u{2028}",
            "\u{ffff}", "-", ".", "_",
        ]
        var text = ""
        for _ in 0..<below(longest + 1) { text.unicodeScalars.append(oneIn(3) ? pick(scalars) : "x") }
        return text
    }

    mutating func json(depth: Int) -> JSONValue {
        switch below(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(oneIn(2))
        case 2: return .integer(Int64(bitPattern: next()) >> Int64(below(64)))
        case 3: return .number(Double(below(1_000_000)) / 1024 + 0.5 / 1024)
        case 4:
            let value = Double(bitPattern: next())
            return .number(value.isFinite && value.magnitude >= 9.3e18 ? value : 0.25)
        case 5: return .string(text())
        case 6: return .array((0..<below(4)).map { _ in json(depth: depth - 1) })
        default:
            return .object((0..<below(4)).map { JSONValue.Member("k\($0)\(text(4))", json(depth: depth - 1)) })
        }
    }
}
