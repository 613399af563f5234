import Domain
import Wire

/// JSON written by hand into memory of its own, which grows and is used again: an answer costs no allocation and counts no
/// references.
package struct ResultWriter: ~Copyable {
    private var start: UnsafeMutableRawPointer
    private var capacity: Int
    /// How many bytes were written.
    package private(set) var count = 0

    package init(capacity: Int = 4_096) {
        self.capacity = capacity
        start = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit { start.deallocate() }

    /// What was written.
    package var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: start, count: count)) }

    /// What was written, for the duration of the call.
    package borrowing func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Begins anew; memory beyond `most` bytes is given back.
    package mutating func removeAll(keeping most: Int) {
        count = 0
        guard capacity > most else { return }
        start.deallocate()
        capacity = most
        start = .allocate(byteCount: capacity, alignment: 16)
    }

    /// Text that is JSON already.
    @inline(__always)
    package mutating func raw(_ text: StaticString) {
        let length = text.utf8CodeUnitCount
        makeRoom(length).copyMemory(from: text.utf8Start, byteCount: length)
        count &+= length
    }

    /// Bytes that are JSON already.
    package mutating func raw(_ more: UnsafeRawBufferPointer) {
        guard let first = more.baseAddress else { return }
        makeRoom(more.count).copyMemory(from: first, byteCount: more.count)
        count &+= more.count
    }

    package mutating func raw(_ more: [UInt8]) { more.withUnsafeBytes { raw($0) } }

    package mutating func raw(_ more: String) {
        var more = more
        more.withUTF8 { raw(UnsafeRawBufferPointer($0)) }
    }

    package mutating func integer(_ value: some FixedWidthInteger) { put(atMost: 20) { $0.put(Int64(value)) } }

    /// An integer, or null for the columns' sentinel.
    package mutating func integerOrNull(_ value: Int64) {
        if value == .min { raw("null") } else { integer(value) }
    }

    /// The shortest digits that read back as the same double; null for NaN, the columns' sentinel.
    package mutating func number(_ value: Double) {
        guard value.isFinite else { return raw("null") }
        if let whole = JSONText.whole(value) { integer(whole) } else { raw(value.description) }
    }

    package mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
    }

    /// A string from UTF-8, quoted and escaped.
    package mutating func string(_ utf8: UnsafeRawBufferPointer) {
        put(atMost: 6 * utf8.count + 2) { $0.put(quoted: utf8) }
    }

    package mutating func json(_ value: JSONValue) {
        var bytes: [UInt8] = []
        value.write(into: &bytes)
        raw(bytes)
    }

    package mutating func stringOrNull(_ text: String?) {
        if let text { string(text) } else { raw("null") }
    }

    package mutating func bool(_ value: Bool) { value ? raw("true") : raw("false") }

    /// A country, quoted.
    package mutating func country(_ country: Country) { put(atMost: 16) { $0.put(country) } }

    /// An instant as RFC 3339, or null.
    package mutating func timestampOrNull(_ microseconds: Int64) {
        if microseconds == .min { return raw("null") }
        put(atMost: 32) { $0.put(Timestamp(microseconds: microseconds)) }
    }

    /// A date as far as it is known, without quotes: `2025-01-20`, `2025-01` or `2025`.
    package mutating func date(_ first: UTCDay, _ precision: PartialDate.Precision) {
        put(atMost: 16) { $0.put(first) }
        switch precision {
        case .day: break
        case .month: count &-= 3
        case .year: count &-= 6
        }
    }

    @inline(__always)
    private mutating func put(atMost most: Int, _ body: (inout HotWriter) -> Void) {
        var writer = HotWriter(out: UnsafeMutableRawBufferPointer(start: makeRoom(most), count: most))
        body(&writer)
        count &+= writer.count
    }

    @inline(__always)
    private mutating func makeRoom(_ more: Int) -> UnsafeMutableRawPointer {
        if capacity &- count < more { grow(more) }
        return start + count
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        capacity = Swift.max(2 * capacity, count + more)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        larger.copyMemory(from: start, byteCount: count)
        start.deallocate()
        start = larger
    }
}
