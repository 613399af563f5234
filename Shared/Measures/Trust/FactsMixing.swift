import Columns

/// What kinds of facts there are, in the order in which changes of them are applied and listed.
public enum ChangeKind: Int, Sendable, CaseIterable, Comparable {
    case organization, identity, model, deletion, component, document, observation, event

    /// Its word in messages.
    public var name: String { "\(self)" }

    public static func < (a: ChangeKind, b: ChangeKind) -> Bool { a.rawValue < b.rawValue }
}

/// Facts of one kind from one source of one subject: what is taken from one body of facts or from another.
public struct FactKey: Sendable, Hashable {
    public var kind: ChangeKind
    public var source: Int16
    /// The store's id of the model or organisation; `.null` for documents of neither.
    public var subject: Int32

    public init(_ kind: ChangeKind, source: Int16, subject: Int32) {
        self.kind = kind
        self.source = source
        self.subject = subject
    }
}

extension Facts {
    /// The facts of one batch with some of those of a later one: each kind, source and subject whole from one or the
    /// other. Names, words and sources are the later one's, whose ids the earlier one shares.
    ///
    /// - Parameter taken: whether what is said by this key is the later one's.
    public static func mixing(_ before: Facts, _ after: Facts, taken: (FactKey) -> Bool) -> Facts {
        var mixed = after
        func pick<Row>(_ a: [Row], _ b: [Row], _ key: (Row) -> FactKey) -> [Row] {
            a.filter { !taken(key($0)) } + b.filter { taken(key($0)) }
        }
        func pick<Row: ModelRow>(
            _ a: ModelGrouped<Row>, _ b: ModelGrouped<Row>, _ key: (Row) -> FactKey
        ) -> ModelGrouped<Row> {
            var grouped = ModelGrouped<Row>()
            grouped.merge(pick(Array(a.rows), Array(b.rows), key))
            return grouped
        }
        mixed.statements = pick(before.statements, after.statements) {
            FactKey(.model, source: $0.source, subject: $0.model)
        }
        mixed.bases = pick(before.bases, after.bases) { FactKey(.model, source: $0.source, subject: $0.model) }
        mixed.points = pick(before.points, after.points) {
            FactKey(.observation, source: $0.source, subject: $0.model)
        }
        mixed.amounts = pick(before.amounts, after.amounts) { FactKey(.event, source: $0.source, subject: $0.model) }
        mixed.adoptions = pick(before.adoptions, after.adoptions) {
            FactKey(.event, source: $0.source, subject: $0.model)
        }
        mixed.organizations = pick(before.organizations, after.organizations) {
            FactKey(.organization, source: $0.source, subject: $0.organization)
        }
        mixed.identities = pick(before.identities, after.identities) {
            FactKey(.identity, source: $0.source, subject: $0.model)
        }
        mixed.deletions = pick(before.deletions, after.deletions) {
            FactKey(.deletion, source: $0.source, subject: $0.model)
        }
        mixed.components = pick(before.components, after.components) {
            FactKey(.component, source: $0.source, subject: $0.model)
        }
        mixed.documents = pick(before.documents, after.documents) {
            FactKey(.document, source: $0.source, subject: $0.node)
        }
        mixed.artifactStatements = pick(before.artifactStatements, after.artifactStatements) {
            FactKey(.document, source: $0.source, subject: $0.node)
        }
        // A node is an artifact where either says so without a statement, or a statement that was taken does.
        let stated = Set((before.artifactStatements + after.artifactStatements).map(\.node))
        mixed.artifacts = Set(mixed.artifactStatements.map(\.node)).union(after.artifacts.subtracting(stated))
        mixed.newest = max(before.newest, after.newest)
        return mixed
    }

    /// The facts without what one source says.
    public func leavingOut(source: Int16) -> Facts {
        var none = Facts()
        none.newest = newest
        return Facts.mixing(none, self) { $0.source != source }
    }
}
