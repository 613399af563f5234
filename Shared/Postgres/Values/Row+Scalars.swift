extension Row {
    /// int8; narrower integers are widened.
    public func int8OrNil(_ column: Int) throws(PostgresError) -> Int64? {
        try read(column, "int8") { type, bytes in
            switch type {
            case .int8: bytes.whole(Int64.self)
            case .int4: bytes.whole(Int32.self).map { Int64($0) }
            case .int2: bytes.whole(Int16.self).map { Int64($0) }
            case .oid: bytes.whole(UInt32.self).map { Int64($0) }
            default: nil
            }
        }
    }

    public func int8(_ column: Int) throws(PostgresError) -> Int64 { try required(int8OrNil(column), column, "int8") }

    /// int4; int2 is widened.
    public func int4OrNil(_ column: Int) throws(PostgresError) -> Int32? {
        try read(column, "int4") { type, bytes in
            switch type {
            case .int4: bytes.whole(Int32.self)
            case .int2: bytes.whole(Int16.self).map { Int32($0) }
            default: nil
            }
        }
    }

    public func int4(_ column: Int) throws(PostgresError) -> Int32 { try required(int4OrNil(column), column, "int4") }

    public func int2OrNil(_ column: Int) throws(PostgresError) -> Int16? {
        try read(column, "int2") { type, bytes in type == .int2 ? bytes.whole(Int16.self) : nil }
    }

    public func int2(_ column: Int) throws(PostgresError) -> Int16 { try required(int2OrNil(column), column, "int2") }

    public func boolOrNil(_ column: Int) throws(PostgresError) -> Bool? {
        try read(column, "bool") { type, bytes in type == .bool ? bytes.whole(UInt8.self).map { $0 != 0 } : nil }
    }

    public func bool(_ column: Int) throws(PostgresError) -> Bool { try required(boolOrNil(column), column, "bool") }

    /// float8; float4 is widened.
    public func float8OrNil(_ column: Int) throws(PostgresError) -> Double? {
        try read(column, "float8") { type, bytes in
            switch type {
            case .float8: bytes.whole(UInt64.self).map { Double(bitPattern: $0) }
            case .float4: bytes.whole(UInt32.self).map { Double(Float(bitPattern: $0)) }
            default: nil
            }
        }
    }

    public func float8(_ column: Int) throws(PostgresError) -> Double {
        try required(float8OrNil(column), column, "float8")
    }

    /// timestamptz or timestamp, microseconds since 1970-01-01 UTC. Infinity is an error.
    public func timestampOrNil(_ column: Int) throws(PostgresError) -> Int64? {
        try read(column, "a finite timestamp") { type, bytes in
            guard type == .timestamptz || type == .timestamp, let value = bytes.whole(Int64.self) else { return nil }
            if value == .min || value == .max { return nil }
            let (shifted, overflow) = value.addingReportingOverflow(Epoch.microseconds)
            return overflow ? nil : shifted
        }
    }

    public func timestamp(_ column: Int) throws(PostgresError) -> Int64 {
        try required(timestampOrNil(column), column, "timestamp")
    }

    /// date, days since 1970-01-01. Infinity is an error.
    public func dateOrNil(_ column: Int) throws(PostgresError) -> Int32? {
        try read(column, "a finite date") { type, bytes in
            guard type == .date, let value = bytes.whole(Int32.self), value != .min, value != .max else { return nil }
            let (shifted, overflow) = value.addingReportingOverflow(Epoch.days)
            return overflow ? nil : shifted
        }
    }

    public func date(_ column: Int) throws(PostgresError) -> Int32 { try required(dateOrNil(column), column, "date") }

    /// uuid, as its two halves, most significant first.
    public func uuidOrNil(_ column: Int) throws(PostgresError) -> (UInt64, UInt64)? {
        try read(column, "uuid") { type, bytes in
            guard type == .uuid, bytes.count == 16, let high = bytes.integer(UInt64.self),
                let low = bytes.integer(UInt64.self, at: 8)
            else { return nil }
            return (high, low)
        }
    }

    public func uuid(_ column: Int) throws(PostgresError) -> (UInt64, UInt64) {
        try required(uuidOrNil(column), column, "uuid")
    }
}
