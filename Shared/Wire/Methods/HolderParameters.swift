import Domain

/// Parameters of questions about who holds how much.
extension ParameterDefinition {
    static func by(_ words: [String] = ["country", "organization", "kind", "access"]) -> ParameterDefinition {
        ParameterDefinition(
            "by", .word(words), default: "country",
            meaning: "Whom a model is counted for: its publisher's country, its publisher, the publisher's kind"
                + (words.contains("model") ? ", how it can be had, or itself." : ", or how it can be had."))
    }

    static func holder(_ name: String, required: Bool = false, _ meaning: String, _ example: JSONValue)
        -> ParameterDefinition
    {
        ParameterDefinition(
            name, .string, required: required,
            meaning: meaning
                + " As `by` says: a country (`CN`), an organization's id, a kind (`company`) or an access.",
            example: example)
    }

    static let flowSeries = ParameterDefinition(
        "series",
        .word([
            "downloads", "downloadsYoung", "pulls", "pullsYoung", "derivatives", "likes", "releases", "deployments",
        ]), default: "downloads",
        meaning:
            "What is counted: differences of all-time downloads or of pulls, to all models or to those younger than "
            + "a year; new derivatives, held by the parent's publisher; likes; releases; deployments begun less those "
            + "ended.")

    static let period = ParameterDefinition(
        "period", .word(["week", "month", "quarter", "year"]), default: "month",
        meaning: "How time is cut, UTC; weeks are ISO weeks.")

    static let from = ParameterDefinition(
        "from", .date,
        meaning: "The first day, month or year; the period it lies in is in whole. By default the first "
            + "record.", example: "2025-01")

    static let to = ParameterDefinition(
        "to", .date, meaning: "The last day, month or year; the period it lies in is in whole. By default `asOf`.",
        example: "2025-12")

    static let country = ParameterDefinition(
        "country", .country, meaning: "Only models of this country.", example: "CN")

    static let organization = ParameterDefinition(
        "organization", .string, meaning: "Only models of this organization.", example: "deepseek-ai")

    static let access = ParameterDefinition(
        "access", .word(Access.allCases.map(\.name)), meaning: "Only models that can be had this way.")

    static let task = ParameterDefinition(
        "task", .string, meaning: "Only models for this task.", example: "text-generation")

    static let sizeClass = ParameterDefinition(
        "sizeClass", .word(MethodDefinition.sizeClasses),
        meaning: "Only models of this size, in billions of total parameters, lower bound included.")

    static let releasedAfter = ParameterDefinition(
        "releasedAfter", .date, meaning: "Only models released on this day, month or year or later.",
        example: "2025-01-01")

    static let releasedBefore = ParameterDefinition(
        "releasedBefore", .date, meaning: "Only models released before this day, month or year.",
        example: "2026-01-01")
}

extension MethodDefinition {
    /// The conditions that choose among models: the same wherever a question is about a set of them.
    static let modelFilters: [ParameterDefinition] = [
        .country, .organization, .access, .task, .sizeClass, .releasedAfter, .releasedBefore,
    ]
}
