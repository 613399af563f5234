import Domain
import Postgres

/// The third reference of questions over the graph: recursive SQL in the store's own Postgres, over a copy of the edges with
/// the indexes that such a reader would make.
final class RecursiveSQL {
    private let connection: Connection

    init(_ connection: Connection) throws {
        self.connection = connection
        try connection.execute(
            """
            CREATE TEMP TABLE edge AS SELECT DISTINCT child, parent FROM groundswell.edge WHERE child <> parent;
            CREATE INDEX ON edge (parent);
            CREATE TEMP TABLE node AS SELECT id, country, flags & 3 = 0 AS listed FROM score.model;
            CREATE INDEX ON node (id);
            CREATE INDEX ON node (country);
            ANALYZE edge;
            ANALYZE node
            """)
    }

    /// Models that are of a country, or have an ancestor that is: how many, and the seconds it took.
    func removal(_ country: Country) throws -> (seconds: Double, value: Double) {
        try timed(
            "benchmark_removal",
            """
            WITH RECURSIVE reach(node) AS (
                SELECT id FROM node WHERE country = $1
                UNION SELECT e.child FROM reach r JOIN edge e ON e.parent = r.node)
            SELECT count(*) FROM reach JOIN node ON node.id = reach.node WHERE node.listed
            """, [.int2(Int16(bitPattern: country.rawValue))])
    }

    /// Distinct descendants of every model: the largest count.
    func descendants() throws -> (seconds: Double, value: Double) {
        try timed(
            "benchmark_descendants",
            """
            WITH RECURSIVE reach(ancestor, node) AS (
                SELECT parent, child FROM edge
                UNION SELECT r.ancestor, e.child FROM reach r JOIN edge e ON e.parent = r.node)
            SELECT max(n) FROM (SELECT count(*) AS n FROM reach GROUP BY ancestor) AS counted
            """, [])
    }

    private func timed(_ name: String, _ sql: String, _ binds: [Bind]) throws -> (seconds: Double, value: Double) {
        let start = seconds()
        let statement = Statement(name: name, sql: sql)
        let value = try connection.queryFirst(statement, binds) { Double(try $0.int8(0)) } ?? .nan
        return (seconds() - start, value)
    }
}
