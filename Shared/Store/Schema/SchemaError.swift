/// Why the schema was left as it is.
public enum SchemaError: Error, Sendable, Equatable {
    /// The store was migrated by a later version of groundswell.
    case newer(applied: Int32, known: Int32)
    /// A migration that was applied differs from the file of the same number.
    case changed(number: Int32, name: String)
    /// A number is missing between those applied.
    case gap(number: Int32)
    /// Another migration holds the lock.
    case locked

    /// The stable code of the case.
    public var code: String {
        switch self {
        case .newer: "schema.newer"
        case .changed: "schema.changed"
        case .gap: "schema.gap"
        case .locked: "schema.locked"
        }
    }
}

extension SchemaError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        switch self {
        case .newer(let applied, let known):
            "the store has schema \(applied), this version knows schemas up to \(known): install a newer groundswell"
        case .changed(let number, let name):
            "migration \(number) (\(name)) was applied with other content: this build does not fit the store"
        case .gap(let number): "migration \(number) was never applied although later ones were: restore a backup"
        case .locked: "another migration of this store is running: wait for it, then try again"
        }
    }
}
