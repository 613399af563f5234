/// The part of an address behind the question mark: names and texts, in their order. Pure.
struct WebQuery: Sendable, Equatable {
    struct Pair: Sendable, Equatable {
        var name: String
        var text: String
    }

    var pairs: [Pair] = []

    /// More than this no form of ours sends.
    static let mostPairs = 40

    init(_ pairs: [(String, String)] = []) { self.pairs = pairs.map { Pair(name: $0.0, text: $0.1) } }

    /// Reads what a browser sends; what a form left empty is not there.
    init(parsing text: some StringProtocol) {
        for part in text.split(separator: "&").prefix(Self.mostPairs) {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = halves.count > 1 ? Self.decoded(halves[1]) : ""
            if !value.isEmpty { pairs.append(Pair(name: Self.decoded(halves[0]), text: value)) }
        }
    }

    /// The first text of a name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.text }

    /// Every text of a name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.text) }

    /// As it stands in an address; empty without pairs.
    var text: String {
        pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.text))" }.joined(separator: "&")
    }

    /// Bytes that are not UTF-8 become U+FFFD, and control characters too: no line of JSON may hold a NUL, and no name
    /// has the others.
    static func decoded(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = digit(bytes[at + 1]),
                let low = digit(bytes[at + 2])
            {
                out.append(high << 4 | low)
                at += 3
            } else {
                out.append(bytes[at] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[at])
                at += 1
            }
        }
        let text = String(decoding: out, as: UTF8.self)
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
        let clean = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? "\u{fffd}" : $0 }
        return String(String.UnicodeScalarView(clean))
    }

    /// Letters, digits and what needs no escape in a query.
    static func encoded(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126, 47, 58, 44: out.append(byte)
            default: out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
