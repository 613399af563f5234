import Postgres

/// The database roles of the services: one each, none of them owns anything it only reads.
enum Roles {
    /// A role and the limits its sessions live under; milliseconds.
    struct Role {
        var name: String
        var statementTimeout: Int
        var lockTimeout: Int
        var idleInTransaction: Int
    }

    /// Ingest's statements move whole batches, scoring's whole tables, query's answer one question.
    static let all = [
        Role(
            name: "groundswell_ingest", statementTimeout: 120_000, lockTimeout: 10_000, idleInTransaction: 120_000),
        Role(
            name: "groundswell_scoring", statementTimeout: 900_000, lockTimeout: 10_000, idleInTransaction: 900_000),
        Role(name: "groundswell_query", statementTimeout: 30_000, lockTimeout: 2_000, idleInTransaction: 30_000),
    ]

    /// Creates the roles that are missing. Roles belong to the whole server: somebody else may create them meanwhile.
    static func create(_ connection: Connection) throws {
        for role in all {
            try connection.execute(
                """
                DO $$ BEGIN
                    IF to_regrole('\(role.name)') IS NULL THEN CREATE ROLE \(role.name) LOGIN; END IF;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $$
                """)
        }
        // The schema of scores belongs to scoring; who is not a superuser must be a member to give it away.
        try connection.execute(
            """
            DO $$ BEGIN
                IF NOT pg_has_role('groundswell_scoring', 'MEMBER') THEN
                    EXECUTE format('GRANT groundswell_scoring TO %I', current_user);
                END IF;
            END $$
            """)
    }

    /// Sets the limits in this database, where they are not set yet.
    static func limit(_ connection: Connection) throws {
        for role in all {
            let wanted = [
                ("statement_timeout", role.statementTimeout), ("lock_timeout", role.lockTimeout),
                ("idle_in_transaction_session_timeout", role.idleInTransaction),
            ]
            let current = try connection.query(
                """
                SELECT unnest(setconfig) FROM pg_db_role_setting
                WHERE setrole = $1::text::regrole
                  AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
                """, [.text(role.name)]
            ) { try $0.text(0) }
            for (name, milliseconds) in wanted where !current.contains(where: { $0.hasPrefix("\(name)=") }) {
                try connection.execute(
                    """
                    DO $$ BEGIN EXECUTE format(
                        'ALTER ROLE \(role.name) IN DATABASE %I SET \(name) = \(milliseconds)', current_database());
                    END $$
                    """)
            }
        }
    }
}
