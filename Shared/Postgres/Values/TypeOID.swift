/// The object identifier of a built-in type of Postgres.
public struct TypeOID: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let bool = TypeOID(rawValue: 16)
    public static let bytea = TypeOID(rawValue: 17)
    public static let name = TypeOID(rawValue: 19)
    public static let int8 = TypeOID(rawValue: 20)
    public static let int2 = TypeOID(rawValue: 21)
    public static let int4 = TypeOID(rawValue: 23)
    public static let text = TypeOID(rawValue: 25)
    public static let oid = TypeOID(rawValue: 26)
    public static let json = TypeOID(rawValue: 114)
    public static let float4 = TypeOID(rawValue: 700)
    public static let float8 = TypeOID(rawValue: 701)
    public static let int4Array = TypeOID(rawValue: 1007)
    public static let textArray = TypeOID(rawValue: 1009)
    public static let int8Array = TypeOID(rawValue: 1016)
    public static let bpchar = TypeOID(rawValue: 1042)
    public static let varchar = TypeOID(rawValue: 1043)
    public static let date = TypeOID(rawValue: 1082)
    /// timestamp without time zone.
    public static let timestamp = TypeOID(rawValue: 1114)
    public static let timestamptz = TypeOID(rawValue: 1184)
    public static let uuid = TypeOID(rawValue: 2950)
    public static let jsonb = TypeOID(rawValue: 3802)
}
