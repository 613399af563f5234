extension Row {
    /// text and its kin (varchar, char(n), name, json, jsonb).
    public func textOrNil(_ column: Int) throws(PostgresError) -> String? {
        try read(column, "text") { type, bytes in
            switch type {
            case .text, .varchar, .bpchar, .name, .json: String(decoding: bytes, as: UTF8.self)
            // The first byte is the version of jsonb's binary form.
            case .jsonb: bytes.first == 1 ? String(decoding: bytes.dropFirst(), as: UTF8.self) : nil
            default: nil
            }
        }
    }

    public func text(_ column: Int) throws(PostgresError) -> String { try required(textOrNil(column), column, "text") }

    public func byteaOrNil(_ column: Int) throws(PostgresError) -> [UInt8]? {
        try read(column, "bytea") { type, bytes in type == .bytea ? [UInt8](bytes) : nil }
    }

    public func bytea(_ column: Int) throws(PostgresError) -> [UInt8] {
        try required(byteaOrNil(column), column, "bytea")
    }

    /// int4[] of one dimension without NULLs.
    public func int4ArrayOrNil(_ column: Int) throws(PostgresError) -> [Int32]? {
        try read(column, "int4[]") { type, bytes in type == .int4Array ? array(bytes) { $0.whole() } : nil }
    }

    /// int8[] of one dimension without NULLs.
    public func int8ArrayOrNil(_ column: Int) throws(PostgresError) -> [Int64]? {
        try read(column, "int8[]") { type, bytes in type == .int8Array ? array(bytes) { $0.whole() } : nil }
    }

    /// text[] of one dimension without NULLs.
    public func textArrayOrNil(_ column: Int) throws(PostgresError) -> [String]? {
        try read(column, "text[]") { type, bytes in
            type == .textArray ? array(bytes) { String(decoding: $0, as: UTF8.self) } : nil
        }
    }

    public func int4Array(_ column: Int) throws(PostgresError) -> [Int32] {
        try required(int4ArrayOrNil(column), column, "int4[]")
    }

    public func int8Array(_ column: Int) throws(PostgresError) -> [Int64] {
        try required(int8ArrayOrNil(column), column, "int8[]")
    }

    public func textArray(_ column: Int) throws(PostgresError) -> [String] {
        try required(textArrayOrNil(column), column, "text[]")
    }

    /// Header: dimensions, null flag, element type, then length and lower bound; then length and bytes per element.
    private func array<T>(_ bytes: UnsafeRawBufferPointer, _ element: (UnsafeRawBufferPointer) -> T?) -> [T]? {
        guard let dimensions = bytes.integer(Int32.self), dimensions <= 1 else { return nil }
        if dimensions == 0 { return [] }
        guard let count = bytes.integer(Int32.self, at: 12), count >= 0 else { return nil }
        var values: [T] = []
        var offset = 20
        for _ in 0..<count {
            guard let length = bytes.integer(Int32.self, at: offset), length >= 0 else { return nil }
            offset += 4
            guard offset + Int(length) <= bytes.count,
                let value = element(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(length)]))
            else { return nil }
            values.append(value)
            offset += Int(length)
        }
        return values
    }
}
