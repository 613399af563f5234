import Postgres
import TestSupport
import Testing

/// Statements, prepared and not, transactions, notices.
@Suite struct StatementTests {
    let connection: Connection

    init() throws {
        connection = try newConnection("statements")
        try connection.execute("CREATE TABLE model (id int8 PRIMARY KEY, name text NOT NULL CHECK (name <> ''))")
    }

    private func count() throws -> Int64? {
        try connection.queryFirst("SELECT count(*) FROM model") { try $0.int8(0) }
    }

    @Test func tagsCountRows() throws {
        let tag = try connection.execute("INSERT INTO model SELECT i, 'm' || i FROM generate_series(1, 5) i")
        #expect(tag == CommandTag(text: "INSERT 0 5", rows: 5))
        #expect(try connection.execute("UPDATE model SET name = $1 WHERE id > $2", [.text("x"), .int8(3)]).rows == 2)
        #expect(try connection.execute("SELECT 1; SELECT 2; DELETE FROM model").text == "DELETE 5")
        #expect(try connection.execute("").text == "")
    }

    @Test func preparedOnceUsedOften() throws {
        let insert = Statement(name: "insert_model", sql: "INSERT INTO model VALUES ($1, $2)")
        for id in 0..<100 { try connection.execute(insert, [.int8(Int64(id)), .text("m\(id)")]) }
        let find = Statement(name: "find_model", sql: "SELECT name FROM model WHERE id = $1")
        #expect(try connection.queryFirst(find, [.int8(7)]) { try $0.text(0) } == "m7")
        #expect(try connection.query(find, [.int8(700)]) { try $0.text(0) } == [])
        let prepared = try connection.query("SELECT name FROM pg_prepared_statements ORDER BY 1") { try $0.text(0) }
        #expect(prepared == ["find_model", "insert_model"])
        #expect(try code { try connection.execute(Statement(name: "find_model", sql: "SELECT 1")) } == "postgres.usage")
        #expect(try code { try connection.execute(find, [.text("a")]) } == "postgres.usage")
    }

    @Test func preparedSurvivesAChangedTable() throws {
        let all = Statement(name: "all_models", sql: "SELECT * FROM model")
        try connection.execute(all)
        try connection.execute("ALTER TABLE model ADD COLUMN likes int8 DEFAULT 3")
        #expect(try serverError { try connection.execute(all) }.state.rawValue == "0A000")
        #expect(try connection.query(all) { $0.count } == [])
        try connection.execute("DEALLOCATE ALL")
        #expect(try serverError { try connection.execute(all) }.state.rawValue == "26000")
        try connection.execute(all)
    }

    @Test func violationsNameTheConstraintAndHideTheData() throws {
        try connection.execute("INSERT INTO model VALUES (1, 'secret-name')")
        let error = try serverError {
            try connection.execute("INSERT INTO model VALUES ($1, $2)", [.int8(1), .text("secret-name")])
        }
        #expect(error.state == .uniqueViolation)
        #expect(error.constraint == "model_pkey" && error.table == "model" && error.schema == "public")
        #expect(error.severity == "ERROR" && !error.isFatal)
        #expect(error.detail?.contains("(1)") == true)
        #expect(!error.description.contains("(1)") && error.description.contains("model_pkey"))
        let cast = try serverError { try connection.execute("SELECT $1::text::int8", [.text("secret-name")]) }
        #expect(cast.state.rawValue == "22P02" && !cast.description.contains("secret-name"))
        let null = try serverError { try connection.execute("INSERT INTO model VALUES (2, NULL)") }
        #expect(null.state == .notNullViolation && null.column == "name")
        #expect(try count() == 1)
    }

    @Test func transactionsCommitAndRollBack() throws {
        struct Stop: Error {}
        try connection.transaction { try connection.execute("INSERT INTO model VALUES (1, 'a')") }
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO model VALUES (2, 'b')")
                throw Stop()
            }
        }
        #expect(try count() == 1)
        let state = try serverError {
            try connection.transaction { _ = try connection.execute("INSERT INTO model VALUES (1, 'c')") }
        }.state
        #expect(state == .uniqueViolation)
        #expect(try count() == 1)
    }

    @Test func aSwallowedFailureDoesNotPassForACommit() throws {
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction {
                try connection.execute("INSERT INTO model VALUES (1, 'a')")
                do { try connection.execute("SELECT nonsense") } catch {}
            }
        }
        #expect(error == .rolledBack)
        #expect(try count() == 0)
    }

    @Test func transactionsDoNotNest() throws {
        #expect(try code { try connection.transaction { try connection.transaction {} } } == "postgres.usage")
        #expect(try connection.transaction { try count() } == 0)
    }

    @Test func noticesAreKeptForOneOperation() throws {
        try connection.execute("DO $$ BEGIN RAISE NOTICE 'hello'; RAISE WARNING 'watch out'; END $$")
        #expect(connection.notices.map(\.message) == ["hello", "watch out"])
        #expect(connection.notices.map(\.severity) == ["NOTICE", "WARNING"])
        try connection.execute("SELECT 1")
        #expect(connection.notices == [])
    }

    @Test func failuresToConnectSayWhy() throws {
        let absent = #expect(throws: PostgresError.self) {
            try Connection(ConnectionConfiguration(conninfo: "host=/nowhere user=u password=hush dbname=d"))
        }
        #expect(absent?.code == "postgres.connection.failed" && absent?.isTransient == true)
        #expect(absent?.description.contains("/nowhere") == true && absent?.description.contains("hush") == false)
        let garbage = #expect(throws: PostgresError.self) {
            try Connection(ConnectionConfiguration(conninfo: "nonsense=1"))
        }
        #expect(garbage?.description.contains("nonsense") == true)
    }
}
