import Postgres

/// Makes the database and its roles on a server where there are none; changes nothing where they are. No password is
/// made: a service's user on the system has the name of its role, which is what peer authentication asks for.
public enum Setup {
    /// The role that owns the database, and runs migrations, retention and backups.
    public static let owner = "groundswell"

    /// On a connection of a superuser to any database of the server: the roles and the database. Returns what was done,
    /// one sentence each.
    public static func prepareServer(_ connection: Connection, database: String) throws -> [String] {
        var done: [String] = []
        func exists(_ sql: String, _ name: String) throws -> Bool {
            try connection.queryFirst("SELECT EXISTS (\(sql))", [.text(name)]) { try $0.bool(0) } ?? false
        }
        let roles = [owner] + Roles.all.map(\.name)
        for role in roles where try !exists("SELECT FROM pg_roles WHERE rolname = $1", role) {
            try connection.execute("CREATE ROLE \(role) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
            done.append("created the role \(role)")
        }
        // The schema of scores belongs to scoring; who gives it away must be a member.
        try connection.execute("GRANT groundswell_scoring TO \(owner)")
        if try !exists("SELECT FROM pg_database WHERE datname = $1", database) {
            let name = try quoted(database, connection)
            try connection.execute("CREATE DATABASE \(name) OWNER \(owner) TEMPLATE template0 ENCODING 'UTF8'")
            done.append("created the database \(database)")
        }
        return done
    }

    /// On a connection of the same superuser to the database: who may connect, the limits of each role, the schema.
    public static func prepareDatabase(_ connection: Connection) throws -> [String] {
        let name = try quoted(
            try connection.queryFirst("SELECT current_database()::text") { try $0.text(0) } ?? "", connection)
        try connection.execute("REVOKE ALL ON DATABASE \(name) FROM PUBLIC")
        for role in Roles.all { try connection.execute("GRANT CONNECT ON DATABASE \(name) TO \(role.name)") }
        // Changes are staged in temporary tables.
        try connection.execute("GRANT TEMPORARY ON DATABASE \(name) TO groundswell_scoring")
        try Roles.limit(connection)
        // A store that somebody else owns keeps its owner.
        let isOurs =
            try connection.queryFirst(
                """
                SELECT (SELECT datdba = '\(owner)'::regrole FROM pg_database WHERE datname = current_database())
                   AND coalesce((SELECT nspowner = '\(owner)'::regrole FROM pg_namespace WHERE nspname = 'groundswell'), true)
                """
            ) { try $0.bool(0) } ?? false
        if isOurs { try connection.execute("SET ROLE \(owner)") }
        let applied = try Migrator.migrate(connection)
        try connection.execute("RESET ROLE")
        if isOurs { try own(connection) }
        return applied.map { "applied migration \($0.number) (\($0.name))" }
    }

    /// Gives the owner what earlier versions left to the superuser who ran setup: backups and retention need it.
    private static func own(_ connection: Connection) throws {
        try connection.execute(
            """
            DO $$
            DECLARE
                thing text;
            BEGIN
                FOR thing IN
                    SELECT format('TABLE %s', oid::regclass) FROM pg_class
                    WHERE relnamespace = 'groundswell'::regnamespace AND relkind IN ('r', 'p')
                        AND relowner <> '\(owner)'::regrole
                    UNION ALL
                    SELECT format('FUNCTION %s', oid::regprocedure) FROM pg_proc
                    WHERE pronamespace = 'groundswell'::regnamespace AND proowner <> '\(owner)'::regrole
                    UNION ALL
                    SELECT format('STATISTICS groundswell.%I', stxname) FROM pg_statistic_ext
                    WHERE stxnamespace = 'groundswell'::regnamespace AND stxowner <> '\(owner)'::regrole
                LOOP
                    EXECUTE format('ALTER %s OWNER TO \(owner)', thing);
                END LOOP;
            END $$
            """)
    }

    private static func quoted(_ name: String, _ connection: Connection) throws -> String {
        try connection.queryFirst("SELECT quote_ident($1)", [.text(name)]) { try $0.text(0) } ?? ""
    }
}
