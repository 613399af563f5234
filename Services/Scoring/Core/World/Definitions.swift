import Measures

/// The versions of everything an epoch is derived by: a store written by others is derived anew at the start.
enum Definitions {
    static let all = [
        Coverage.definition, DecayedAdoption.definition, Dependence.definition, Descendants.definition, "world/3",
    ].joined(separator: " ")
}
