/// A parameter of a statement, sent in binary form with its type.
public enum Bind: Sendable, Equatable {
    case int2(Int16)
    case int4(Int32)
    case int8(Int64)
    case float8(Double)
    case bool(Bool)
    case text(String)
    case bytea([UInt8])
    /// timestamptz, microseconds since 1970-01-01 UTC.
    case timestamp(Int64)
    /// date, days since 1970-01-01.
    case date(Int32)
    /// The two halves, most significant first.
    case uuid(UInt64, UInt64)
    /// jsonb, as JSON text.
    case jsonb(String)
    case int4Array([Int32])
    case int8Array([Int64])
    case textArray([String])
    /// SQL NULL of a type.
    case null(TypeOID)
}

extension Bind {
    /// `value`, or NULL of type int8.
    public static func int8(_ value: Int64?) -> Bind { value.map { .int8($0) } ?? .null(.int8) }
    /// `value`, or NULL of type int4.
    public static func int4(_ value: Int32?) -> Bind { value.map { .int4($0) } ?? .null(.int4) }
    /// `value`, or NULL of type float8.
    public static func float8(_ value: Double?) -> Bind { value.map { .float8($0) } ?? .null(.float8) }
    /// `value`, or NULL of type text.
    public static func text(_ value: String?) -> Bind { value.map { .text($0) } ?? .null(.text) }
    /// `value`, or NULL of type timestamptz.
    public static func timestamp(_ value: Int64?) -> Bind { value.map { .timestamp($0) } ?? .null(.timestamptz) }
    /// `value`, or NULL of type date.
    public static func date(_ value: Int32?) -> Bind { value.map { .date($0) } ?? .null(.date) }

    /// The type the parameter is sent as.
    public var type: TypeOID {
        switch self {
        case .int2: .int2
        case .int4: .int4
        case .int8: .int8
        case .float8: .float8
        case .bool: .bool
        case .text: .text
        case .bytea: .bytea
        case .timestamp: .timestamptz
        case .date: .date
        case .uuid: .uuid
        case .jsonb: .jsonb
        case .int4Array: .int4Array
        case .int8Array: .int8Array
        case .textArray: .textArray
        case .null(let type): type
        }
    }

    /// Appends the binary form, without a length; false for NULL, which has none.
    func encode(into bytes: inout [UInt8]) -> Bool {
        switch self {
        case .int2(let value): bytes.append(bigEndian: value)
        case .int4(let value): bytes.append(bigEndian: value)
        case .int8(let value): bytes.append(bigEndian: value)
        case .float8(let value): bytes.append(bigEndian: value.bitPattern)
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .text(let value): bytes.append(contentsOf: value.utf8)
        case .bytea(let value): bytes.append(contentsOf: value)
        case .timestamp(let value): bytes.append(bigEndian: Epoch.shifted(microseconds: value))
        case .date(let value): bytes.append(bigEndian: Epoch.shifted(days: value))
        case .uuid(let high, let low):
            bytes.append(bigEndian: high)
            bytes.append(bigEndian: low)
        case .jsonb(let value):
            bytes.append(1)  // the version of jsonb's binary form
            bytes.append(contentsOf: value.utf8)
        case .int4Array(let values):
            bytes.appendArray(of: .int4, values) { $0.append(bigEndian: $1) }
        case .int8Array(let values):
            bytes.appendArray(of: .int8, values) { $0.append(bigEndian: $1) }
        case .textArray(let values):
            bytes.appendArray(of: .text, values) { $0.append(contentsOf: $1.utf8) }
        case .null: return false
        }
        return true
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// A one-dimensional array without NULLs: dimensions, null flag, element type, length, lower bound, elements.
    fileprivate mutating func appendArray<T>(
        of type: TypeOID, _ values: [T], _ append: (inout [UInt8], T) -> Void
    ) {
        self.append(bigEndian: Int32(values.isEmpty ? 0 : 1))
        self.append(bigEndian: Int32(0))
        self.append(bigEndian: type.rawValue)
        if values.isEmpty { return }
        self.append(bigEndian: Int32(truncatingIfNeeded: values.count))
        self.append(bigEndian: Int32(1))
        for value in values {
            let place = count
            self.append(bigEndian: Int32(0))
            append(&self, value)
            let length = Int32(truncatingIfNeeded: count - place - 4)
            Swift.withUnsafeBytes(of: length.bigEndian) { source in
                for offset in 0..<4 { self[place + offset] = source[offset] }
            }
        }
    }
}
