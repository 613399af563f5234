/// A further name that answers for an identity.
package struct IdentityAlias: Sendable, Equatable {
    /// What sort of identity.
    package enum Sort: Sendable { case model, organization }

    package var sort: Sort
    /// The store's id.
    package var id: Int32
    /// The name, folded as identity keys are.
    package var key: String

    package init(sort: Sort, id: Int32, key: String) {
        self.sort = sort
        self.id = id
        self.key = key
    }
}
