import Postgres
import TestSupport
import Testing

@testable import StoreSchema

/// What the oracle over a whole store finds.
@Suite(.serialized) struct ConservationTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(
            ConnectionConfiguration(conninfo: try TestCluster.shared.database("conservation")))
        try Migrator.migrate(connection)
        try connection.execute(
            """
            INSERT INTO groundswell.batch (number, observations, events, facts, token) VALUES (1, 0, 1, 0, 1);
            INSERT INTO groundswell.model (id, key, name, batch) VALUES (1, 'a/b', 'a/b', 1), (2, 'a/c', 'a/c', 1);
            INSERT INTO groundswell.organization (id, key, name, batch) VALUES (1, 'a', 'A', 1);
            SELECT groundswell.ensure_month('event', '2026-01-01');
            INSERT INTO groundswell.event (model, at, batch, kind, source, amount)
                VALUES (1, '2026-01-02', 1, 0, 1, 1)
            """)
    }

    @Test func aStoreThatHoldsWhatItShouldHasNoViolations() throws {
        #expect(try Conservation.violations(connection) == [])
    }

    @Test(arguments: [
        (
            "INSERT INTO groundswell.model (id, key, name, batch) VALUES (7, 'a/c', 'A/C', 1)",
            "the model 'a/c' has 2 ids"
        ),
        (
            "INSERT INTO groundswell.organization (id, key, name, batch) VALUES (7, 'a', 'a', 1)",
            "the organization 'a' has 2 ids"
        ),
        ("DELETE FROM groundswell.event", "batch 1 was committed with 1 events, the store has 0"),
        (
            "INSERT INTO groundswell.batch (number, observations, events, facts, token) VALUES (3, 0, 0, 0, 1)",
            "the ledger has 2 batches from 1 to 3: some are missing"
        ),
        (
            "INSERT INTO groundswell.stream (name, position, batch) VALUES ('s', 1, 9)",
            "the stream 's' is stored up to batch 9, which the ledger does not have"
        ),
    ])
    func whatIsNotConservedIsSaid(damage: String, sentence: String) throws {
        try connection.execute(damage)
        #expect(try Conservation.violations(connection) == [sentence])
    }
}
