/// One entry in the journal's own protocol: `KEY=value` and LF, or, where a value holds LF, `KEY`, LF, its length in 8
/// bytes (little-endian), the value, LF. See systemd's "Native Journal Protocol".
struct JournalEntry {
    private(set) var bytes: [UInt8] = []

    /// Adds a field; `key` must be a name the journal takes.
    mutating func add(_ key: String, _ value: String) {
        bytes += key.utf8
        if value.utf8.contains(10) {
            bytes.append(10)
            let count = UInt64(value.utf8.count)
            for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: count >> (8 * byte))) }
        } else {
            bytes.append(61)
        }
        bytes += value.utf8
        bytes.append(10)
    }

    /// A field of ours, as the journal names it: `deriveSeconds` is `GROUNDSWELL_DERIVE_SECONDS`. The journal takes capital
    /// letters, digits and `_`, at most 64 bytes.
    static func fieldName(_ key: String) -> String {
        var name = "GROUNDSWELL_"
        var wasSmall = false
        for byte in key.utf8 {
            switch byte {
            case 65...90:
                if wasSmall { name += "_" }
                name.unicodeScalars.append(Unicode.Scalar(byte))
            case 97...122: name.unicodeScalars.append(Unicode.Scalar(byte - 32))
            case 48...57: name.unicodeScalars.append(Unicode.Scalar(byte))
            default: name += "_"
            }
            wasSmall = 97...122 ~= byte || 48...57 ~= byte
        }
        return String(name.prefix(64))
    }

    /// The same for a stream that the journal reads, of an entry that begins with MESSAGE, without LF, and PRIORITY.
    static func line(of entry: ArraySlice<UInt8>) -> [UInt8] {
        let fields = entry.split(separator: 10, maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return [] }
        let message = fields[0].dropFirst("MESSAGE=".utf8.count)
        let priority = fields[1].dropFirst("PRIORITY=".utf8.count)
        return Array("<".utf8) + priority + Array(">".utf8) + message + [10]
    }
}
