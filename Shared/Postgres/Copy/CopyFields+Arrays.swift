/// Arrays of one dimension, as one field. A value stands for NULL among the elements, as in the columns that they come from.
extension CopyFields where Self: ~Copyable {
    /// int4[], without NULLs.
    @inlinable public mutating func int4Array(_ values: some Collection<Int32>) {
        array(of: .int4, values, isNull: { _ in false }, { $0.bigEndian })
    }

    /// int8[].
    @inlinable public mutating func int8Array(_ values: some Collection<Int64>, null: Int64) {
        array(of: .int8, values, isNull: { $0 == null }, { $0.bigEndian })
    }

    /// float8[]; NaN is NULL.
    @inlinable public mutating func float8Array(_ values: some Collection<Double>) {
        array(of: .float8, values, isNull: \.isNaN, { $0.bitPattern.bigEndian })
    }

    /// timestamptz[], from microseconds since 1970-01-01 UTC.
    @inlinable public mutating func timestampArray(_ values: some Collection<Int64>, null: Int64) {
        array(of: .timestamptz, values, isNull: { $0 == null }, { Epoch.shifted(microseconds: $0).bigEndian })
    }

    /// Dimensions, whether there are NULLs, type, length and lower bound; then length and bytes of each element.
    @inlinable
    mutating func array<C: Collection, T: FixedWidthInteger>(
        of type: TypeOID, _ values: C, isNull: (C.Element) -> Bool, _ encoded: (C.Element) -> T
    ) {
        let size = MemoryLayout<T>.size
        var nulls = 0
        for value in values where isNull(value) { nulls += 1 }
        let count = values.count
        let header = count == 0 ? 12 : 20
        let bytes = header + count * (4 + size) - nulls * size
        guard bytes <= largestField else {
            refuse(.fieldTooLarge(bytes: bytes))
            return null()
        }
        var place = field(4 + bytes)
        func put<Number: FixedWidthInteger>(_ number: Number) {
            place.storeBytes(of: number, as: Number.self)
            place += MemoryLayout<Number>.size
        }
        put(Int32(truncatingIfNeeded: bytes).bigEndian)
        put(Int32(count == 0 ? 0 : 1).bigEndian)
        put(Int32(nulls == 0 ? 0 : 1).bigEndian)
        put(type.rawValue.bigEndian)
        if count == 0 { return }
        put(Int32(truncatingIfNeeded: count).bigEndian)
        put(Int32(1).bigEndian)
        for value in values {
            if isNull(value) {
                put(Int32(-1))
            } else {
                put(Int32(truncatingIfNeeded: size).bigEndian)
                put(encoded(value))
            }
        }
    }
}
