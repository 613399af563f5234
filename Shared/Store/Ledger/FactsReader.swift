import Columns
import Domain
import Postgres

/// Scoring's way in: reads what batches brought, in one snapshot, into the columns.
public struct FactsReader: Sendable {
    public typealias News = Columns.News

    let rowsAtOnce: Int64

    /// - Parameter rowsAtOnce: how many observations and events are read at once beside a first reading, unless a single
    ///   batch has more: what they take while they are sorted in must not grow with what a stopped reader missed.
    public init(rowsAtOnce: Int64 = 1_000_000) { self.rowsAtOnce = rowsAtOnce }

    /// The number of the last committed batch; 0 in an empty store.
    public func committedBatch(_ connection: Connection) throws -> Int64 {
        try connection.queryFirst(Self.lastBatch) { row throws(PostgresError) in try row.int8(0) } ?? 0
    }

    static let lastBatch = Statement(
        name: "ledger_last_batch", sql: "SELECT coalesce(max(number), 0) FROM groundswell.batch")

    /// Takes in batches after `facts.batch`, up to the last committed one or, where they hold more rows than are read at
    /// once, up to an earlier one: `News.committed` says which is the last.
    ///
    /// What was set aside is left out. Throws `LedgerError` beyond the last batch that the columns can number.
    ///
    /// - Parameters:
    ///   - limit: a batch beyond which nothing is read: a past state of knowledge.
    ///   - subjects: of the last batch, only what is about these; nil: all of it.
    ///   - aside: reads the events of a first reading at the same time, in the same snapshot.
    ///   - coming: called when there is something to read, before it is read.
    ///   - placing: called when figures and names were read and nothing else, before the figures are placed: whoever lets go of
    ///     the facts now spares the memory of what is written anew. It is told what is known of what came.
    public func follow(
        _ facts: inout Facts, upTo limit: Int64? = nil, only subjects: ClosedRange<Int32>? = nil,
        aside: PostgresThread? = nil, coming: () -> Void = {}, placing: (News) -> Void = { _ in },
        _ connection: Connection
    ) throws -> News {
        var (news, unplaced) = try read(&facts, upTo: limit, only: subjects, aside, coming, connection)
        guard let figures = unplaced.take() else { return news }
        placing(news)
        figures.place(in: &facts, &news)
        return news
    }

    /// - Returns: what is read, and figures that are still to be placed; a failure leaves the facts as they were.
    private func read(
        _ facts: inout Facts, upTo limit: Int64?, only subjects: ClosedRange<Int32>?, _ aside: PostgresThread?,
        _ coming: () -> Void, _ connection: Connection
    ) throws -> (News, NewFigures?) {
        let before = facts
        do {
            return try connection.transaction(Self.begin) {
                try connection.execute(Self.settings)
                let last = try committedBatch(connection)
                var news = News()
                news.committed = last
                let batch = try atOnce(min(last, limit ?? last), after: facts.batch, isWhole: limit != nil, connection)
                guard batch > facts.batch else { return (news, nil) }
                guard batch <= LedgerError.lastBatch else { throw LedgerError.tooManyBatches(found: batch) }
                news.isEmpty = false
                coming()
                let reading = try Reading(
                    after: facts.batch, upTo: batch, connection: connection,
                    leftOut: try SetAside().parts(connection), only: subjects)
                var figures: NewFigures?
                if reading.isCold {
                    // Of a first reading nobody asks which models it touched: sets of millions are not made.
                    news.rewrites = true
                    try reading.everything(&facts, &news, aside)
                } else {
                    figures = try reading.newest(&facts, &news)
                }
                if reading.rows.mayHoldFacts {
                    // Retractions are of what was placed before.
                    figures.take()?.place(in: &facts, &news)
                    try reading.retractions(&facts, &news)
                }
                facts.batch = batch
                return (news, figures)
            }
        } catch {
            facts = before
            throw error
        }
    }

    static let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// Rows come in the order in which they were stored: of what was said twice at one time the later stands.
    static let settings = "SET LOCAL synchronize_seqscans = off; SET LOCAL max_parallel_workers_per_gather = 0"

    /// The last batch that is read: at least one, not more rows than are read at once.
    private func atOnce(_ last: Int64, after: Int64, isWhole: Bool, _ connection: Connection) throws -> Int64 {
        guard after > 0, last > after + 1, !isWhole else { return last }
        let fits = try connection.queryFirst(
            """
            SELECT max(number) FROM (
                SELECT number, sum(observations + events) OVER (ORDER BY number) AS rows FROM groundswell.batch
                WHERE number > \(after) AND number <= \(last)
            ) AS sums WHERE rows <= \(rowsAtOnce)
            """
        ) { row throws(PostgresError) in try row.int8OrNil(0) }
        return max((fits ?? nil) ?? 0, after + 1)
    }
}

/// One reading of the range of batches after one and up to another.
struct Reading {
    let after: Int64
    let upTo: Int64
    let connection: Connection
    let leftOut: [SetAside.Part]
    /// Of the last batch, only what is about these.
    let only: ClosedRange<Int32>?
    let rows: NewRows

    init(
        after: Int64, upTo: Int64, connection: Connection, leftOut: [SetAside.Part], only: ClosedRange<Int32>?
    ) throws {
        self.after = after
        self.upTo = upTo
        self.connection = connection
        self.leftOut = leftOut
        self.only = only
        // Where rows are left out there are never as many as the ledger says.
        let isPart = only != nil || leftOut.contains { $0.batch > after && $0.batch <= upTo }
        rows = try NewRows(after: after, upTo: upTo, isPart: isPart, connection)
    }

    /// The condition on every table: `batch > after AND batch <= upTo`, but for what was set aside.
    ///
    /// - Parameter subject: the column that says what a row is about.
    func range(_ subject: String) -> String {
        var condition = "batch > \(after) AND batch <= \(upTo)"
        for part in leftOut where part.batch > after && part.batch <= upTo {
            condition +=
                " AND NOT (batch = \(part.batch) AND \(subject) BETWEEN \(part.subjects.lowerBound)"
                + " AND \(part.subjects.upperBound))"
        }
        if let only {
            condition += " AND (batch < \(upTo) OR \(subject) BETWEEN \(only.lowerBound) AND \(only.upperBound))"
        }
        return condition
    }

    /// Whether this is the first reading: then whole tables come without a condition worth an index.
    var isCold: Bool { after == 0 }

    /// What came since a reading before; figures are read, and not placed.
    func newest(_ facts: inout Facts, _ news: inout News) throws -> NewFigures {
        try names(&facts, &news)
        // Most batches bring figures only, and a dozen tables need not be asked.
        if rows.mayHoldFacts {
            try statements(&facts, &news)
            try documents(&facts, &news)
        }
        var figures = NewFigures()
        try observations(&figures)
        try events(&figures)
        return figures
    }

    private func allButEvents(_ facts: inout Facts, _ news: inout News) throws {
        try names(&facts, &news)
        try statements(&facts, &news)
        try documents(&facts, &news)
        var figures = NewFigures()
        try observations(&figures)
        figures.place(in: &facts, &news, isCold: true)
    }

    /// A first reading, where it can over two connections at once: both see the same snapshot.
    func everything(_ facts: inout Facts, _ news: inout News, _ aside: PostgresThread?) throws {
        guard let aside else {
            try allButEvents(&facts, &news)
            var figures = NewFigures()
            try events(&figures)
            return figures.place(in: &facts, &news, isCold: true)
        }
        let snapshot = try connection.queryFirst("SELECT pg_export_snapshot()") { row throws(PostgresError) in
            try row.text(0)
        }
        guard let snapshot else { throw PostgresError.protocolViolation("no snapshot was exported") }
        let (after, upTo, leftOut, only) = (after, upTo, leftOut, only)
        let events = aside.aside { connection in
            try connection.transaction(FactsReader.begin) {
                try connection.execute("SET TRANSACTION SNAPSHOT '\(snapshot)'")
                try connection.execute(FactsReader.settings)
                var figures = NewFigures()
                try Reading(after: after, upTo: upTo, connection: connection, leftOut: leftOut, only: only).events(
                    &figures)
                return figures
            }
        }
        do { try allButEvents(&facts, &news) } catch {
            events.giveUp(awaitedBy: connection)
            throw error
        }
        do {
            try events.value(awaitedBy: connection).place(in: &facts, &news, isCold: true)
        } catch PostgresError.connectionFailed {
            // Slower, but not worse: the store has no second seat.
            var figures = NewFigures()
            try self.events(&figures)
            figures.place(in: &facts, &news, isCold: true)
        }
    }
}
