import Glibc

/// Sources of hot records: the one seen last is known to be right, and a stream may fix it.
struct HotSources {
    /// The source seen last, or the stream's.
    private var known: [UInt8] = []
    private var isFixed = false

    /// The stream's source; nil: any.
    mutating func fix(_ source: String?) {
        isFixed = source != nil
        known = source.map { Array($0.utf8) } ?? []
    }

    /// Whether a record may name this source, in form and against the stream.
    @inline(__always)
    mutating func accepts(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if bytes.count == known.count, isKnown(bytes) { return true }
        return remember(bytes)
    }

    @inline(__always)
    private func isKnown(_ bytes: UnsafeRawBufferPointer) -> Bool {
        known.withUnsafeBytes { own in
            guard let a = own.baseAddress, let b = bytes.baseAddress else { return false }
            return memcmp(a, b, bytes.count) == 0
        }
    }

    @inline(never)
    private mutating func remember(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !isFixed, FieldRules.isSource(bytes) else { return false }
        known = Array(bytes)
        return true
    }
}
