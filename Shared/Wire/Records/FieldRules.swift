import Domain

/// What a field may hold: the rules that the scanner of the hot records and the decoders of all share.
enum FieldRules {
    /// The longest id, in bytes.
    static let maximumIdBytes = 200
    /// The most organisations of one joint release: shares stay exact with as many countries.
    static let maximumOrganizations = 32
    /// The longest name of a source, in bytes.
    static let maximumSourceBytes = 100
    /// The longest name of a stream, in bytes: it names content, format, source and adapter version.
    static let maximumStreamNameBytes = 500
    /// The largest magnitude of a value: what every JSON reader holds exactly.
    static let maximumMagnitude: Int64 = 1 << 53
    /// The components of the Model Openness Framework, by number.
    static let components: Set<Int64> = Set((7...22).map(Int64.init) + [24])

    /// Any id that is not a node of lineage: 1 to 200 bytes without control characters.
    static func isId(_ bytes: UnsafeRawBufferPointer, maximum: Int = maximumIdBytes) -> Bool {
        guard bytes.count > 0, bytes.count <= maximum else { return false }
        for byte in bytes where byte < 0x20 || byte == 0x7f { return false }
        return true
    }

    /// 1 to 100 bytes of `a-z`, `0-9`, `.`, `-`, `_`.
    static func isSource(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 0, bytes.count <= maximumSourceBytes else { return false }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                continue
            default: return false
            }
        }
        return true
    }

    static func check(_ text: String, _ rule: (UnsafeRawBufferPointer) -> Bool) -> Bool {
        var text = text
        return text.withUTF8 { rule(UnsafeRawBufferPointer($0)) }
    }
}
