/// What a stored document is; its number in the store never changes.
public enum DocumentKind: Int16, Sendable, CaseIterable {
    case artifact = 0
    case milestone = 1
    case claim = 2
    case scores = 3
}

/// What a retraction withdraws; its number in the store never changes. Which columns hold what: the store's schema.
public enum RetractionKind: Int16, Sendable, CaseIterable {
    case organization = 0
    case model = 1
    case component = 2
    case observation = 3
    case event = 4
    case artifact = 5
    case rename = 6
    case same = 7
    case deletion = 8
    case milestone = 9
    case claim = 10
    case scores = 11
}
