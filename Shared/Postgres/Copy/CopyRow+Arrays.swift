/// Arrays of one dimension. A value stands for NULL among the elements, as in the columns that they go to.
extension CopyRow {
    /// int4[]; a NULL in it is an error.
    public mutating func int4Array() throws(PostgresError) -> [Int32] {
        var values: [Int32] = []
        for element in try elements("int4[]", of: .int4) as [Int32?] {
            guard let element else { throw mismatch("int4[] without NULL", -1) }
            values.append(element)
        }
        return values
    }

    /// int8[].
    public mutating func int8Array(null: Int64) throws(PostgresError) -> [Int64] {
        try elements("int8[]", of: .int8).map { $0 ?? null }
    }

    /// float8[]; NULL is NaN.
    public mutating func float8Array() throws(PostgresError) -> [Double] {
        (try elements("float8[]", of: .float8) as [UInt64?]).map { $0.map(Double.init(bitPattern:)) ?? .nan }
    }

    /// timestamptz[], as microseconds since 1970-01-01 UTC; infinity is an error.
    public mutating func timestampArray(null: Int64) throws(PostgresError) -> [Int64] {
        var times: [Int64] = []
        for element in try elements("timestamptz[]", of: .timestamptz) as [Int64?] {
            if let element { times.append(try unshifted(element)) } else { times.append(null) }
        }
        return times
    }

    /// Dimensions, whether there are NULLs, type, length and lower bound; then length and bytes of each element.
    private mutating func elements<T: FixedWidthInteger>(
        _ name: StaticString, of type: TypeOID
    ) throws(PostgresError) -> [T?] {
        let bytes = try take(name)
        guard let dimensions = bytes.integer(Int32.self), let found = bytes.integer(UInt32.self, at: 8),
            dimensions <= 1, found == type.rawValue
        else { throw mismatch(name, bytes.count) }
        if dimensions == 0 { return [] }
        guard let count = bytes.integer(Int32.self, at: 12), count >= 0, Int(count) <= bytes.count else {
            throw mismatch(name, bytes.count)
        }
        let size = MemoryLayout<T>.size
        var values: [T?] = []
        values.reserveCapacity(Int(count))
        var offset = 20
        for _ in 0..<count {
            guard let length = bytes.integer(Int32.self, at: offset) else { throw mismatch(name, bytes.count) }
            offset += 4
            if length == -1 {
                values.append(nil)
                continue
            }
            guard Int(length) == size, let value = bytes.integer(T.self, at: offset) else {
                throw mismatch(name, bytes.count)
            }
            values.append(value)
            offset += size
        }
        guard offset == bytes.count else { throw mismatch(name, bytes.count) }
        return values
    }
}
