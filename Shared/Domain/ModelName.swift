/// A model's public id as hubs write it: `author/name`, or a legacy id without a slash.
///
/// Ids that differ only in ASCII case are one identity; case is kept for display.
public enum ModelName {
    /// The longest id accepted, in bytes of UTF-8.
    public static let maximumBytes = 200

    /// The identity key: ASCII letters lowered, everything else as it is.
    public static func key(_ id: String) -> String {
        var id = id
        let needsFolding = id.withUTF8 { $0.contains { $0 >= 65 && $0 <= 90 } }
        guard needsFolding else { return id }
        return id.withUTF8 { utf8 in
            String(unsafeUninitializedCapacity: utf8.count) { out in
                for i in 0..<utf8.count { out.initializeElement(at: i, to: fold(utf8[i])) }
                return utf8.count
            }
        }
    }

    /// One byte of the key.
    @inlinable @inline(__always)
    public static func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

    /// The publishing organisation's part: what stands before the first slash; nil for a legacy id.
    public static func author(_ id: String) -> String? {
        guard let slash = id.utf8.firstIndex(of: UInt8(ascii: "/")), slash != id.utf8.startIndex else { return nil }
        return String(id[..<slash])
    }

    /// The same of bytes.
    public static func author(_ id: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let slash = id.firstIndex(of: UInt8(ascii: "/")), slash > 0 else { return nil }
        return UnsafeRawBufferPointer(rebasing: id[..<slash])
    }

    /// Whether an id can be one: 1 to 200 bytes, printable, no slash or white space at either end. A space inside is
    /// part of the name: catalogues write `Cohere/Cohere-embed-v4.0 (output_dtype=int8)`.
    public static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 0, bytes.count <= maximumBytes else { return false }
        for byte in bytes where byte < 0x20 || byte == 0x7f { return false }
        let first = bytes[0]
        let last = bytes[bytes.count - 1]
        let slash = UInt8(ascii: "/")
        return first != slash && last != slash && first != 0x20 && last != 0x20
    }
}
