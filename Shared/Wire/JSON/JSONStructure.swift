/// The one structural check in front of every decoder: decoders alone accept duplicate keys, byte order marks, UTF-16,
/// NULs and hundreds of levels.
///
/// RFC 8259 to the letter, and stricter: UTF-8 only, no NUL, no unpaired surrogate, no key twice in one object, no
/// number a double cannot hold, no nesting beyond the limit. Not recursive; memory grows with the keys of the line only.
public enum JSONStructure {
    /// Checks a whole line; gives its top members.
    ///
    /// - Parameter bytes: one line without its LF.
    public static func check(
        _ bytes: UnsafeRawBufferPointer, limits: WireLimits = WireLimits()
    ) throws(JSONFault) -> JSONOutline {
        guard bytes.count > 0, let base = bytes.baseAddress else {
            throw JSONFault(code: .jsonInvalid, offset: 0, message: "the line is empty")
        }
        try checkEncoding(bytes)
        var checker = JSONChecker(base: base, count: bytes.count, limits: limits)
        return try checker.run()
    }

    /// The same for an array of bytes.
    public static func check(_ bytes: [UInt8], limits: WireLimits = WireLimits()) throws(JSONFault) -> JSONOutline {
        let result: Result<JSONOutline, JSONFault> = bytes.withUnsafeBytes { bytes in
            Result { () throws(JSONFault) in try check(bytes, limits: limits) }
        }
        return try result.get()
    }

    /// Byte order marks and encodings that are not UTF-8, by the first bytes.
    private static func checkEncoding(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf {
            throw JSONFault(
                code: .encodingByteOrderMark, offset: 0,
                message: "a byte order mark stands in front; send plain UTF-8 without one")
        }
        guard bytes.count >= 2 else { return }
        let isMarked = (bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)
        if isMarked || bytes[0] == 0 || bytes[1] == 0 {
            throw JSONFault(
                code: .encodingInvalid, offset: 0, message: "the line looks like UTF-16 or UTF-32; send UTF-8")
        }
    }
}
