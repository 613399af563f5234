import Columns
import Domain
import Postgres

/// Scoring's way out: one epoch, written in one transaction; readers see the old one or the new one.
public struct ScoreWriter: Sendable {
    /// What an epoch is made of.
    public struct Epoch: Sendable {
        public var header: EpochHeader
        public var models: ModelTable
        public var organizations: OrganizationTable
        /// Other names: (0 model, 1 organisation), id, key.
        public var aliases: [Alias]
        /// Direct dependence: edges by relation, child's and parent's country.
        public var dependence: [DependenceCell]
        /// The versions of the definitions it was derived by.
        public var definitions: String

        public init(
            header: EpochHeader, models: ModelTable, organizations: OrganizationTable, aliases: [Alias],
            dependence: [DependenceCell], definitions: String
        ) {
            self.definitions = definitions
            self.header = header
            self.models = models
            self.organizations = organizations
            self.aliases = aliases
            self.dependence = dependence
        }
    }

    public struct Alias: Sendable, Hashable {
        public var sort: Int16
        public var id: Int32
        public var key: String

        public init(sort: Int16, id: Int32, key: String) {
            self.sort = sort
            self.id = id
            self.key = key
        }
    }

    public struct DependenceCell: Sendable, Equatable {
        public var relation: Relation
        public var child: Country
        public var parent: Country
        public var edges: Int64

        public init(relation: Relation, child: Country, parent: Country, edges: Int64) {
            self.relation = relation
            self.child = child
            self.parent = parent
            self.edges = edges
        }
    }

    /// How many epochs' headers are kept.
    public static let epochsKept: Int64 = 8
    /// Above this part of changed rows everything is written anew and swapped in. Changed rows are appended, which costs
    /// as much a row, but readers need not load the others again.
    public static let changeLimit = 0.5

    /// How many models' figures stand in one row.
    let figuresAtOnce: Int

    /// From how many models on they are written over two connections, where there are two.
    let modelsForTwo: Int

    /// - Parameters:
    ///   - figuresAtOnce: how many models' figures stand in one row, at most.
    ///   - modelsForTwo: from how many models on they are written over two connections, where there are two.
    public init(figuresAtOnce: Int = 100_000, modelsForTwo: Int = 100_000) {
        self.figuresAtOnce = figuresAtOnce
        self.modelsForTwo = modelsForTwo
    }

    /// What identifies a published epoch.
    public struct Published: Sendable, Equatable {
        public var number: Int64
        public var batch: Int64
        public var generation: Int64
        public var definitions: String
    }

    /// The newest published epoch; nil: none.
    public func newest(_ connection: Connection) throws -> Published? {
        try connection.queryFirst(
            "SELECT number, batch, generation, definitions FROM score.epoch ORDER BY number DESC LIMIT 1"
        ) {
            row throws(PostgresError) in
            Published(
                number: try row.int8(0), batch: try row.int8(1), generation: try row.int8(2),
                definitions: try row.text(3))
        }
    }

    /// The rows of an epoch that differ from the published one.
    public struct Changes: Sendable, Equatable {
        /// Of models: of which anything may differ, and of which only figures do.
        public var models: [Int]
        public var figures: [Int]
        public var organizations: [Int]

        public init(models: [Int] = [], figures: [Int] = [], organizations: [Int] = []) {
            (self.models, self.figures, self.organizations) = (models, figures, organizations)
        }

        /// How many models differ.
        public var modelCount: Int { models.count + figures.count }
    }

    /// Publishes an epoch.
    ///
    /// - Parameters:
    ///   - changed: what differs from the published epoch; nil: write everything anew, as a new generation.
    ///   - isSameMatrix: whether the matrix of dependence is that of the published epoch.
    ///   - aside: writes a part of many models, where everything is written anew.
    public func publish(
        _ epoch: Epoch, changed: Changes?, isSameMatrix: Bool = false, aside: PostgresThread? = nil,
        _ connection: Connection
    ) throws {
        try connection.transaction("BEGIN") {
            try connection.execute("SET LOCAL lock_timeout = '10s'")
            if let changed {
                try change(epoch, changed, connection)
            } else {
                try swap(epoch, aside, connection)
            }
            if !isSameMatrix { try dependence(epoch, connection) }
            try header(epoch.header, epoch.models.count, epoch.definitions, connection)
        }
    }

    private func header(_ h: EpochHeader, _ models: Int, _ definitions: String, _ connection: Connection) throws {
        try connection.execute(
            "INSERT INTO score.epoch (number, batch, generation, as_of, models, coverage, sources, definitions)"
                + " VALUES ($1, $2, $3, $4, $5, $6::text::json, $7, $8)",
            [
                .int8(h.number), .int8(h.batch), .int8(h.generation), .timestamp(h.asOf?.microseconds),
                .int4(Int32(models)), .text(h.coverage), .textArray(h.sources),
                .text(definitions),
            ])
        try connection.execute("DELETE FROM score.epoch WHERE number <= $1", [.int8(h.number - Self.epochsKept)])
    }

    private func dependence(_ epoch: Epoch, _ connection: Connection) throws {
        try connection.execute("DELETE FROM score.dependence")
        _ = try connection.copyIn(
            "COPY score.dependence (epoch, relation, child, parent, edges) FROM STDIN (FORMAT binary)"
        ) { rows in
            for cell in epoch.dependence {
                try rows.beginRow(5)
                rows.int8(epoch.header.number)
                rows.int2(Int16(cell.relation.rawValue))
                rows.int2(Int16(bitPattern: cell.child.rawValue))
                rows.int2(Int16(bitPattern: cell.parent.rawValue))
                rows.int8(cell.edges)
            }
        }
    }
}
