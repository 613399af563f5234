/// What encodes the fields of binary COPY rows: `CopyRows` (anywhere) and `CopyWriter` (into a connection).
///
/// Each call writes the next field of the row that `beginRow` started.
public protocol CopyFields: ~Copyable {
    /// Accounts for one field and gives `count` writable bytes for it, its four-byte length included.
    mutating func field(_ count: Int) -> UnsafeMutableRawPointer
    /// Notes that a value does not fit a field; thrown when the rows are sent.
    mutating func refuse(_ fault: CopyFault)
}

/// What makes encoded rows unfit to be sent.
public enum CopyFault: Sendable, Equatable, CustomStringConvertible {
    /// A row does not have the number of fields that it announced.
    case fieldCount(row: Int, missing: Int)
    /// A field is larger than the gigabyte that Postgres stores.
    case fieldTooLarge(bytes: Int)
    /// A row announced another number of fields than the COPY has columns.
    case columnCount(announced: Int, columns: Int)

    public var description: String {
        switch self {
        case .fieldCount(let row, let missing):
            missing > 0
                ? "COPY row \(row) lacks \(missing) of its fields" : "COPY row \(row) has \(-missing) fields too many"
        case .fieldTooLarge(let bytes): "a COPY field of \(bytes) bytes; Postgres stores at most 1 GiB"
        case .columnCount(let announced, let columns): "a COPY row of \(announced) fields for \(columns) columns"
        }
    }
}

/// The largest field Postgres stores.
@usableFromInline let largestField = 1 << 30

extension CopyFields where Self: ~Copyable {
    /// SQL NULL.
    @inlinable public mutating func null() {
        field(4).storeBytes(of: -1, as: Int32.self)
    }

    @inlinable public mutating func int8(_ value: Int64) { fixed(value) }

    @inlinable public mutating func int4(_ value: Int32) { fixed(value) }

    @inlinable public mutating func int2(_ value: Int16) { fixed(value) }

    @inlinable public mutating func float8(_ value: Double) { fixed(value.bitPattern) }

    @inlinable public mutating func float4(_ value: Float) { fixed(value.bitPattern) }

    @inlinable public mutating func bool(_ value: Bool) { fixed(value ? 1 as UInt8 : 0) }

    /// timestamptz or timestamp, from microseconds since 1970-01-01 UTC.
    @inlinable public mutating func timestamp(_ microseconds: Int64) {
        fixed(Epoch.shifted(microseconds: microseconds))
    }

    /// date, from days since 1970-01-01.
    @inlinable public mutating func date(_ days: Int32) { fixed(Epoch.shifted(days: days)) }

    /// uuid, from its halves, most significant first.
    @inlinable public mutating func uuid(_ high: UInt64, _ low: UInt64) {
        let place = field(20)
        place.storeBytes(of: Int32(16).bigEndian, as: Int32.self)
        place.storeBytes(of: high.bigEndian, toByteOffset: 4, as: UInt64.self)
        place.storeBytes(of: low.bigEndian, toByteOffset: 12, as: UInt64.self)
    }

    /// text or bytea, from bytes. Text must be UTF-8 without NUL, or the server refuses the COPY.
    @inlinable public mutating func bytes(_ value: UnsafeRawBufferPointer) {
        guard value.count <= largestField else {
            refuse(.fieldTooLarge(bytes: value.count))
            return null()
        }
        let place = field(4 + value.count)
        place.storeBytes(of: Int32(truncatingIfNeeded: value.count).bigEndian, as: Int32.self)
        if let source = value.baseAddress { (place + 4).copyMemory(from: source, byteCount: value.count) }
    }

    @inlinable public mutating func bytes(_ value: [UInt8]) { value.withUnsafeBytes { bytes($0) } }

    /// text, from UTF-8 bytes.
    @inlinable public mutating func text(_ value: UnsafeRawBufferPointer) { bytes(value) }

    @inlinable public mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { bytes(UnsafeRawBufferPointer($0)) }
    }

    /// jsonb, from JSON text.
    @inlinable public mutating func jsonb(_ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            guard utf8.count < largestField else {
                refuse(.fieldTooLarge(bytes: utf8.count))
                return null()
            }
            let place = field(5 + utf8.count)
            place.storeBytes(of: Int32(truncatingIfNeeded: utf8.count + 1).bigEndian, as: Int32.self)
            place.storeBytes(of: 1, toByteOffset: 4, as: UInt8.self)
            if let source = utf8.baseAddress { (place + 5).copyMemory(from: source, byteCount: utf8.count) }
        }
    }

    /// A value, or NULL.
    @inlinable public mutating func int8(_ value: Int64?) { if let value { int8(value) } else { null() } }
    @inlinable public mutating func int4(_ value: Int32?) { if let value { int4(value) } else { null() } }
    @inlinable public mutating func int2(_ value: Int16?) { if let value { int2(value) } else { null() } }
    @inlinable public mutating func float8(_ value: Double?) { if let value { float8(value) } else { null() } }
    @inlinable public mutating func bool(_ value: Bool?) { if let value { bool(value) } else { null() } }
    @inlinable public mutating func timestamp(_ value: Int64?) { if let value { timestamp(value) } else { null() } }
    @inlinable public mutating func date(_ value: Int32?) { if let value { date(value) } else { null() } }
    @inlinable public mutating func text(_ value: String?) { if let value { text(value) } else { null() } }
    @inlinable public mutating func jsonb(_ value: String?) { if let value { jsonb(value) } else { null() } }

    @inlinable mutating func fixed<T: FixedWidthInteger>(_ value: T) {
        let size = MemoryLayout<T>.size
        let place = field(4 + size)
        place.storeBytes(of: Int32(truncatingIfNeeded: size).bigEndian, as: Int32.self)
        place.storeBytes(of: value.bigEndian, toByteOffset: 4, as: T.self)
    }
}
