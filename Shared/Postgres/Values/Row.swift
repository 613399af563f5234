internal import CLibPQ

/// One row of an answer, read in binary form. Columns are counted from 0.
///
/// It cannot leave the closure that decodes it: what leaves are Swift values.
public struct Row: ~Copyable {
    private let result: QueryResult
    private let index: Int32

    init(_ result: QueryResult, _ index: Int32) {
        self.result = result
        self.index = index
    }

    /// How many columns there are.
    public var count: Int { Int(PQnfields(result.pointer)) }

    /// The column holds NULL. A column that does not exist does too; reading it throws.
    public func isNull(_ column: Int) -> Bool { PQgetisnull(result.pointer, index, Int32(column)) == 1 }

    /// The bytes of a column and its type; nil for NULL.
    func cell(_ column: Int) throws(PostgresError) -> (type: TypeOID, bytes: UnsafeRawBufferPointer)? {
        guard column >= 0, column < count else {
            throw .decode(DecodeFailure(column: "\(column)", expected: "a column", found: "a row of \(count)"))
        }
        let place = Int32(column)
        if PQgetisnull(result.pointer, index, place) == 1 { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result.pointer, index, place), count: Int(PQgetlength(result.pointer, index, place)))
        return (TypeOID(rawValue: PQftype(result.pointer, place)), bytes)
    }

    /// The error for a column that holds something else.
    func mismatch(_ column: Int, _ expected: String, _ found: String) -> PostgresError {
        let name = PQfname(result.pointer, Int32(column)).map { String(cString: $0) } ?? "\(column)"
        return .decode(DecodeFailure(column: name, expected: expected, found: found))
    }

    /// Reads a column with `read`, which returns nil for a type or form it does not know.
    func read<T>(
        _ column: Int, _ expected: String, _ read: (TypeOID, UnsafeRawBufferPointer) -> T?
    ) throws(PostgresError) -> T? {
        guard let cell = try cell(column) else { return nil }
        guard let value = read(cell.type, cell.bytes) else {
            throw mismatch(column, expected, "type \(cell.type.rawValue) of \(cell.bytes.count) bytes")
        }
        return value
    }

    func required<T>(_ value: T?, _ column: Int, _ expected: String) throws(PostgresError) -> T {
        guard let value else { throw mismatch(column, expected, "NULL") }
        return value
    }
}

extension UnsafeRawBufferPointer {
    /// The integer at `offset`, most significant byte first; nil past the end.
    func integer<T: FixedWidthInteger>(_ type: T.Type = T.self, at offset: Int = 0) -> T? {
        guard offset >= 0, offset + MemoryLayout<T>.size <= count else { return nil }
        return T(bigEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
    }

    /// The integer that fills the buffer exactly.
    func whole<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
        count == MemoryLayout<T>.size ? integer(type) : nil
    }
}
