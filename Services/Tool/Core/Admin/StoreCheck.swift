import Glibc
import Postgres
import StoreSchema

/// The database: its schema, its roles, its settings, its clock.
enum StoreCheck {
    static func run(_ options: DatabaseOptions, _ report: inout DoctorReport) {
        do {
            let found = try options.connected { connection in
                var inner = DoctorReport()
                try schema(connection, &inner)
                try roles(connection, &inner)
                try settings(connection, &inner)
                try clock(connection, &inner)
                return inner
            }
            report.findings += found.findings
            report.sound += found.sound
        } catch ToolError.failed(let sentence) {
            report.unseen.append("the database: \(sentence)")
        } catch {
            report.unseen.append("the database: \(error)")
        }
    }

    private static func schema(_ connection: Connection, _ report: inout DoctorReport) throws {
        do {
            let status = try Migrator.status(connection)
            if status.applied.isEmpty {
                report.found(
                    "schema.missing", "the database has no schema of groundswell", fix: "groundswell admin setup")
            } else if let next = status.pending.first {
                report.found(
                    "schema.old", "the schema lacks migration \(next.number) (\(next.name))",
                    fix: "groundswell admin migrate")
            } else {
                report.sound += 1
            }
        } catch let error as SchemaError {
            report.found(
                error.code, "\(error)",
                fix: "install the groundswell that fits the store, on this machine and all others")
        }
    }

    private static func roles(_ connection: Connection, _ report: inout DoctorReport) throws {
        let found = try connection.query(
            """
            SELECT wanted, r.oid IS NOT NULL, coalesce(r.rolsuper OR r.rolcreaterole OR r.rolcreatedb, false),
                EXISTS (SELECT FROM pg_db_role_setting s, unnest(s.setconfig) AS one
                        WHERE s.setrole = r.oid AND one LIKE 'statement_timeout=%')
            FROM unnest(ARRAY['groundswell_ingest', 'groundswell_scoring', 'groundswell_query']) AS wanted
            LEFT JOIN pg_roles r ON r.rolname = wanted ORDER BY wanted
            """
        ) { (try $0.text(0), try $0.bool(1), try $0.bool(2), try $0.bool(3)) }
        for (role, exists, isMighty, isLimited) in found {
            if !exists {
                report.found("role.missing", "there is no role \(role)", fix: "groundswell admin setup")
            } else if isMighty {
                report.found(
                    "role.mighty", "the role \(role) may do more than its service does",
                    fix: "ALTER ROLE \(role) NOSUPERUSER NOCREATEROLE NOCREATEDB")
            } else if !isLimited {
                report.found(
                    "role.unlimited", "the role \(role) has no statement_timeout in this database",
                    fix: "groundswell admin setup")
            } else {
                report.sound += 1
            }
        }
    }

    private static func settings(_ connection: Connection, _ report: inout DoctorReport) throws {
        let wanted = [
            ("fsync", "a crash of the machine may lose what was acked"),
            ("full_page_writes", "a crash of the machine may damage the store"),
            ("synchronous_commit", "an ack may be lost with the server"),
        ]
        for (name, why) in wanted {
            let value = try connection.queryFirst("SELECT current_setting($1)", [.text(name)]) { try $0.text(0) }
            if value == "off" {
                report.found(
                    "postgres.\(name)", "PostgreSQL runs with \(name) = off: \(why)",
                    fix: "ALTER SYSTEM SET \(name) = on, then SELECT pg_reload_conf()")
            } else {
                report.sound += 1
            }
        }
        let most =
            try connection.queryFirst("SELECT current_setting('max_connections')::int") { try $0.int4(0) } ?? 0
        if most < 20 {
            report.found(
                "postgres.max_connections", "PostgreSQL serves \(most) connections: groundswell alone needs a dozen",
                fix: "max_connections = 60 in postgresql.conf, then restart PostgreSQL")
        } else {
            report.sound += 1
        }
    }

    private static func clock(_ connection: Connection, _ report: inout DoctorReport) throws {
        let theirs =
            try connection.queryFirst("SELECT extract(epoch FROM clock_timestamp())::int8") { try $0.int8(0) } ?? 0
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        clock(ours: Int64(now.tv_sec), theirs: theirs, &report)
    }

    /// Both in seconds since 1970.
    static func clock(ours: Int64, theirs: Int64, _ report: inout DoctorReport) {
        let difference = abs(ours - theirs)
        if difference > 5 {
            report.found(
                "clock.differs", "the clocks of this machine and of PostgreSQL differ by \(difference) s",
                fix: "let both follow one time server: systemctl enable --now systemd-timesyncd")
        } else {
            report.sound += 1
        }
    }
}
