import Wire

/// One entry of a source file through the wire's strict parser, with the limits of files and sentences for what people
/// write by hand: comments and trailing commas.
enum JSONParser {
    /// Why bytes are not JSON, and where.
    struct Fault: Error {
        /// In bytes from the start of the entry.
        var offset: Int
        var message: String
        /// The text ends where more was expected.
        var atEnd: Bool
    }

    private static let limits: WireLimits = {
        var limits = WireLimits()
        limits.maximumDepth = SourceLimits.jsonDepth
        limits.maximumStringBytes = SourceLimits.entryBytes
        limits.maximumLineBytes = SourceLimits.entryBytes
        return limits
    }()

    static func parse(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> JSONValue {
        do {
            return try JSONValue.parse(bytes, limits: limits)
        } catch {
            throw Fault(
                offset: error.offset, message: habit(at: error.offset, in: bytes) ?? error.message,
                atEnd: error.offset >= bytes.count)
        }
    }

    /// What stands at a fault, if it is one of the two habits.
    private static func habit(at offset: Int, in bytes: UnsafeRawBufferPointer) -> String? {
        guard offset < bytes.count else { return nil }
        let byte = bytes[offset]
        if byte == UInt8(ascii: "/"), offset + 1 < bytes.count, "/*".utf8.contains(bytes[offset + 1]) {
            return "a comment: JSON has none, take it out"
        }
        guard byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]"),
            bytes[..<offset].last(where: { $0 > 0x20 }) == UInt8(ascii: ",")
        else { return nil }
        return "a comma before '\(Character(UnicodeScalar(byte)))': JSON has no trailing commas, take it out"
    }
}
