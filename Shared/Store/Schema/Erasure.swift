import Postgres

/// Takes the name of a personal account out of the store: it and what it published go on under an anonymous id, and so
/// does all adoption, because rows speak of names by numbers.
///
/// Ingest and scoring must not run meanwhile: both hold names in memory. What comes in afterwards under the name is a new
/// account, until it is erased again.
public enum Erasure {
    /// What one erasure changed.
    public struct Outcome: Sendable, Equatable {
        /// What the account is called now.
        public var anonymous: String
        public var adopters: Int64
        public var organizations: Int64
        public var models: Int64
        /// Other texts that named it: evidence, reasons, documents, links.
        public var texts: Int64

        /// Whether there was anything of that name.
        public var isEmpty: Bool { adopters + organizations + models + texts == 0 }
    }

    /// Erases an account; case does not matter. Throws `ErasureError` while a service holds the store.
    public static func erase(_ connection: Connection, account: String, who: String) throws -> Outcome {
        try lockOut(connection)
        return try connection.transaction { () throws -> Outcome in
            try connection.execute("CREATE TEMPORARY TABLE erasing (account text, anonymous text) ON COMMIT DROP")
            try connection.execute(
                """
                WITH salt AS (SELECT coalesce((SELECT salt FROM groundswell.erased LIMIT 1), gen_random_uuid()) AS salt),
                given AS (
                    INSERT INTO groundswell.erased (digest, salt, anonymous)
                    SELECT sha256(convert_to(salt || lower($1), 'UTF8')), salt,
                        'anonymous-' || left(replace(gen_random_uuid()::text, '-', ''), 16) FROM salt
                    ON CONFLICT (digest) DO UPDATE SET at = clock_timestamp() RETURNING anonymous)
                INSERT INTO erasing SELECT lower($1), anonymous FROM given
                """, [.text(account)])
            let outcome = try change(connection)
            // Scoring's next start derives and writes every score anew.
            try connection.execute("UPDATE score.epoch SET definitions = ''")
            // The name must not stand in the record of the act either.
            try Act.note(
                connection, who: who, what: "erase",
                detail: "\(outcome.anonymous): \(outcome.adopters) adopters, \(outcome.organizations) organizations, "
                    + "\(outcome.models) models, \(outcome.texts) texts")
            return outcome
        }
    }

    /// The locks of ingest and of scoring, for as long as the connection lives.
    private static func lockOut(_ connection: Connection) throws {
        for (key, service) in [(3, "ingest"), (4, "scoring")] {
            let isOurs =
                try connection.queryFirst("SELECT pg_try_advisory_lock(\(Migrator.lockSpace), \(key))") {
                    try $0.bool(0)
                } ?? false
            guard isOurs else { throw ErasureError.storeInUse(service: service) }
        }
    }

    private static func change(_ connection: Connection) throws -> Outcome {
        func count(_ sql: String) throws -> Int64 {
            try connection.queryFirst("WITH changed AS (\(sql) RETURNING 1) SELECT count(*) FROM changed") {
                try $0.int8(0)
            } ?? 0
        }
        // An adopter whose name was erased before keeps the same id, unless a row of that country and kind has it.
        let adopters = try count(
            """
            UPDATE groundswell.adopter a SET name = CASE WHEN EXISTS (
                    SELECT FROM groundswell.adopter b WHERE b.name = e.anonymous AND b.id <> a.id
                    AND b.country IS NOT DISTINCT FROM a.country AND b.kind IS NOT DISTINCT FROM a.kind)
                THEN e.anonymous || '-' || a.id ELSE e.anonymous END
            FROM erasing e WHERE lower(a.name) = e.account
            """)
        // Everything that speaks of the account's models, before these lose their names.
        let texts = try TextErasure.change(connection)
        let organizations = try count(
            """
            UPDATE groundswell.organization o SET (key, name) = (SELECT n, n FROM (SELECT CASE WHEN EXISTS (
                    SELECT FROM groundswell.organization p WHERE p.key = e.anonymous)
                THEN e.anonymous || '-' || o.id ELSE e.anonymous END AS n) named)
            FROM erasing e WHERE o.key = e.account
            """)
        let models = try count(
            """
            UPDATE groundswell.model m SET key = e.anonymous || '/model-' || m.id, name = e.anonymous || '/model-' || m.id
            FROM erasing e WHERE split_part(m.key, '/', 1) = e.account AND m.key LIKE '%/%'
            """)
        let anonymous = try connection.queryFirst("SELECT anonymous FROM erasing") { try $0.text(0) } ?? ""
        return Outcome(
            anonymous: anonymous, adopters: adopters, organizations: organizations, models: models, texts: texts)
    }
}

/// Why nothing was erased.
public enum ErasureError: Error, Equatable, CustomStringConvertible {
    /// A service that holds names in memory runs.
    case storeInUse(service: String)

    public var code: String { "erasure.storeInUse" }

    public var description: String {
        switch self {
        case .storeInUse(let service):
            "\(service) holds the store and knows names by heart: stop it with 'systemctl stop groundswell.target' (the sockets "
                + "too, which would start it again), run this again, then start the target"
        }
    }
}
