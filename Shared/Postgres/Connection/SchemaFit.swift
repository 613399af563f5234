/// Whether a store's schema fits a program: for `ConnectionConfiguration.onConnect`.
///
/// Migrations only add, so a program works with a newer schema than its own, unless a migration says that older programs
/// no longer fit (`groundswell_migration.oldest`). It does not work with an older one than it needs.
public struct SchemaFit: Error, Sendable, Equatable, CustomStringConvertible {
    /// The schema the store has; 0: none.
    public var found: Int32
    /// The least that the program needs.
    public var needed: Int32
    /// The least that a program must know to work with this store.
    public var oldest: Int32
    /// What the program knows.
    public var known: Int32

    // The optimiser (6.3.1) crashes where it specialises a query of this module for its closure; nothing here is hot.
    /// Throws what does not fit, or `PostgresError`.
    ///
    /// - Parameter orEmpty: a store without any schema fits too.
    @_optimize(none)
    public static func check(_ connection: Connection, needed: Int32, known: Int32, orEmpty: Bool = false) throws {
        let exists =
            try connection.queryFirst("SELECT to_regclass('public.groundswell_migration') IS NOT NULL") {
                try $0.bool(0)
            } ?? false
        var fit = SchemaFit(found: 0, needed: needed, oldest: 0, known: known)
        if exists {
            fit.found = try number(connection, "max(number)")
            // As JSON: a store of before has no such column.
            fit.oldest = try number(connection, "max((to_jsonb(m) ->> 'oldest')::int)")
        }
        if fit.found < needed && !(orEmpty && fit.found == 0) || fit.oldest > known { throw fit }
    }

    @_optimize(none)
    private static func number(_ connection: Connection, _ what: String) throws -> Int32 {
        try connection.queryFirst("SELECT coalesce(\(what), 0) FROM public.groundswell_migration m") { try $0.int4(0) }
            ?? 0
    }

    /// One sentence for a person.
    public var description: String {
        if found < needed {
            return "the store has schema \(found), schema \(needed) is needed: run 'groundswell admin migrate'"
        }
        return
            "the store has schema \(found), which programs that know less than schema \(oldest) must not touch; this "
            + "one knows schema \(known): install a newer groundswell"
    }
}
