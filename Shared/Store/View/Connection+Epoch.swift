import Columns
import Domain
import Postgres

extension Connection {
    /// Reads what is new since `known` in one consistent view of the store.
    ///
    /// Within a generation only what newer epochs changed is read; what goes there stands in score.model, of the same epoch. Models stand in three tables:
    /// written whole, changed since, and of those whose figures alone changed, these; the newest epoch's stand.
    /// - Throws: `PostgresError`; undefined tables (a store before its migrations) count as nothing published.
    public func readNews(since known: EpochHeader?) throws -> EpochNews {
        do {
            return try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
                // Before the snapshot: in tables that replaced others after it, it would find nothing, or what is newer.
                try execute(
                    """
                    LOCK TABLE score.model, score.model_change, score.figure_change, score.organization, score.alias
                    IN ACCESS SHARE MODE
                    """)
                guard let (header, models) = try readNewestEpoch() else { return .nothing }
                guard let known, known.generation == header.generation else {
                    return .whole(
                        header,
                        EpochRows(
                            models: try readModels(from: "score.model", capacity: models),
                            organizations: try readOrganizations(where: ""), aliases: try readAliases(where: "")),
                        since: try readChangedModels(from: "score.model_change", since: 0))
                }
                guard header.number > known.number else { return .unchanged }
                // Tables that were just written have no statistics yet: without, the server would read all of them. And where
                // there is nothing but to read all of one it would take the whole for expensive, and compile it each time.
                try execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
                let newer = "WHERE epoch > \(known.number)"
                return .changes(
                    header,
                    EpochChanges(
                        models: try readChangedModels(
                            from: """
                                (SELECT * FROM score.model \(newer) UNION ALL SELECT * FROM score.model_change \(newer))
                                AS newer
                                """, since: known.number),
                        organizations: try readOrganizations(where: newer), aliases: try readAliases(where: newer)))
            }
        } catch let error as PostgresError where error.state == .undefinedTable || error.state == .undefinedSchema {
            return .nothing
        }
    }

    private func readNewestEpoch() throws -> (EpochHeader, models: Int)? {
        try queryFirst(
            """
            SELECT number, batch, generation, as_of, coverage::text, sources, models
            FROM score.epoch ORDER BY number DESC LIMIT 1
            """
        ) { row in
            let header = EpochHeader(
                number: try row.int8(0), batch: try row.int8(1), generation: try row.int8(2),
                asOf: try row.timestampOrNil(3).map { Timestamp(microseconds: $0) }, coverage: try row.text(4),
                sources: try row.textArray(5).sorted())
            return (header, Int(try row.int4(6)))
        }
    }

    private func readOrganizations(where condition: String) throws -> OrganizationTable {
        var table = OrganizationTable()
        try copyOut(
            """
            COPY (SELECT id, country, kind, name, details::text FROM score.organization \(condition) ORDER BY id)
            TO STDOUT (FORMAT binary)
            """, columns: 5
        ) { row in
            table.id.append(try row.int4())
            table.country.append(Country(rawValue: UInt16(truncatingIfNeeded: try row.int2())))
            let kind = try row.int2()
            guard let kind = OrganizationKind(rawValue: Int8(truncatingIfNeeded: kind)) else {
                throw ViewError.unknownWord(table: "score.organization", column: "kind", value: Int(kind))
            }
            table.kind.append(kind)
            table.name.append(try row.text())
            if let details = try row.textOrNil() { table.details[Int32(table.id.count - 1)] = details }
        }
        return table
    }

    private func readAliases(where condition: String) throws -> [Alias] {
        var aliases: [Alias] = []
        try copyOut(
            "COPY (SELECT sort, id, key FROM score.alias \(condition) ORDER BY sort, key, id) TO STDOUT (FORMAT binary)",
            columns: 3
        ) { row in
            let sort = try row.int2()
            guard let sort = Alias.Sort(rawValue: sort) else {
                throw ViewError.unknownWord(table: "score.alias", column: "sort", value: Int(sort))
            }
            aliases.append(Alias(sort: sort, id: try row.int4(), key: try row.text()))
        }
        return aliases
    }
}

/// Scores that this version of the gateway cannot read.
public enum ViewError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A number that stands for no word of the vocabulary.
    case unknownWord(table: String, column: String, value: Int)

    /// Changed rows whose ids stand among those of rows that are not there.
    case misplaced(table: String, epoch: Int64)

    /// A row of figures whose arrays are not all of one length.
    case uneven(table: String, epoch: Int64)

    /// The stable code.
    public var code: String {
        switch self {
        case .unknownWord: "view.unknownWord"
        case .misplaced: "view.misplaced"
        case .uneven: "view.uneven"
        }
    }

    public var description: String {
        switch self {
        case .unknownWord(let table, let column, let value):
            "\(table).\(column) holds \(value), which this version does not know; "
                + "bring groundswell-query and groundswell-scoring to the same version"
        case .misplaced(let table, let epoch):
            "\(table), or score.figure_change, holds a row of epoch \(epoch) or before that no row of score.model belongs to; "
                + "delete the rows of score.epoch and start groundswell-scoring again: it writes everything anew"
        case .uneven(let table, let epoch):
            "\(table) holds a row of epoch \(epoch) whose arrays differ in length; delete the rows of score.epoch and start "
                + "groundswell-scoring again: it writes everything anew"
        }
    }
}

extension SQLState {
    /// The schema itself is missing.
    static let undefinedSchema = SQLState("3F000")
}
