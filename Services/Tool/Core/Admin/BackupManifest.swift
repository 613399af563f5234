import Glibc
import StoreSchema
import Wire

/// What a backup holds, written beside it: FILE.json.
enum BackupManifest {
    static func path(_ backup: String) -> String { backup + ".json" }

    static func json(_ print: Conservation.Fingerprint, schema: Int32) -> JSONValue {
        [
            "version": .string(Tool.version), "schema": .integer(Int64(schema)), "lastBatch": .integer(print.lastBatch),
            "tables": .array(
                print.tables.map {
                    ["name": .string($0.name), "rows": .integer($0.rows), "hash": .string($0.hash)]
                }),
        ]
    }

    /// The number of the schema's last migration; nil: an older version wrote it, which did not say.
    static func schema(_ backup: String) throws(ToolError) -> Int64? { try parse(backup)["schema"]?.whole }

    static func read(_ backup: String) throws(ToolError) -> Conservation.Fingerprint {
        let json = try parse(backup)
        guard let last = json["lastBatch"]?.whole, case .array(let tables)? = json["tables"] else {
            throw .failed("'\(path(backup))' is no description of a backup")
        }
        return Conservation.Fingerprint(
            lastBatch: last,
            tables: tables.map {
                Conservation.Table(
                    name: $0["name"]?.text ?? "", rows: $0["rows"]?.whole ?? 0, hash: $0["hash"]?.text ?? "")
            })
    }

    private static func parse(_ backup: String) throws(ToolError) -> JSONValue {
        let path = path(backup)
        guard let file = fopen(path, "re") else {
            throw .failed(
                "cannot read '\(path)', which was written with the backup: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        guard let json = try? JSONValue.parse(Array(bytes[..<count])) else {
            throw .failed("'\(path)' is no description of a backup")
        }
        return json
    }
}
