/// One numbered step of the schema: forward only, never changed once it has been released.
public struct Migration: Sendable, Equatable {
    /// 1, 2, 3, ... without gaps.
    public var number: Int32
    /// What it brings, as its file is named: `facts`.
    public var name: String
    /// Its statements.
    public var sql: String
    /// Whether programs that do not know it must not touch the store any more; else they go on with what they know.
    public var breaks = false

    public init(number: Int32, name: String, sql: String, breaks: Bool = false) {
        self.breaks = breaks
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// Tells a changed file from the one that was applied: FNV-1a over its bytes.
    public var checksum: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in sql.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}

extension Migration {
    /// Every migration this version knows, in order. A new one is a file in Migrations/ and a line here (the package
    /// manager names the bytes after the file and puts `_` in place of a first digit).
    public static let all: [Migration] = [
        Migration(number: 1, name: "facts", bytes: PackageResources._001_facts_sql),
        Migration(number: 2, name: "scores", bytes: PackageResources._002_scores_sql),
        Migration(number: 3, name: "joint_releases", bytes: PackageResources._003_joint_releases_sql),
        Migration(number: 4, name: "extents", bytes: PackageResources._004_extents_sql),
        Migration(number: 5, name: "acts", bytes: PackageResources._005_acts_sql),
        // A gateway that knows nothing of changes would never see them.
        Migration(number: 6, name: "changes", bytes: PackageResources._006_changes_sql, breaks: true),
        Migration(number: 7, name: "names", bytes: PackageResources._007_names_sql),
        // An ingest that does not know the parts would read all models for each name it does not know.
        Migration(number: 8, name: "name_parts", bytes: PackageResources._008_name_parts_sql, breaks: true),
        // A gateway that knows nothing of figures by themselves would never see them.
        Migration(number: 9, name: "figure_changes", bytes: PackageResources._009_figure_changes_sql, breaks: true),
        // A scoring that knows nothing of the second table could not replace the one that it belongs to.
        Migration(number: 10, name: "model_tables", bytes: PackageResources._010_model_tables_sql, breaks: true),
        Migration(number: 11, name: "vacuum", bytes: PackageResources._011_vacuum_sql),
    ]

    private init(number: Int32, name: String, bytes: [UInt8], breaks: Bool = false) {
        self.init(number: number, name: name, sql: String(decoding: bytes, as: UTF8.self), breaks: breaks)
    }
}
