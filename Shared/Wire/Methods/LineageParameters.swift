import Domain

/// How every question of lineage says which edges it is about.
extension ParameterDefinition {
    static let relations = ParameterDefinition(
        "relations", .list(.word(Relation.allCases.map(\.name))),
        meaning: "The relations that count; by default all of the lineage: every weight relation and unknown.",
        example: ["finetune"])

    static let lineage = ParameterDefinition(
        "lineage", .word(["weights", "data", "all"]),
        meaning: "Where weights come from (unknown relations among them), where data comes from, or both; weights "
            + "unless relations are named.", example: "data")

    static let excludeFlagged = ParameterDefinition(
        "excludeFlagged", .boolean, default: false,
        meaning: "Leave out finetunes whose name contradicts that (an FP8 finetune).")

    static let adoptionWeight = ParameterDefinition(
        "weight", .word(["count", "likes", "downloads"]), default: "count",
        meaning: "What adoption is counted in: models, likes or 30-day downloads.")

    static let attribution = ParameterDefinition(
        "attribution", .word(["direct", "root"]), default: "direct",
        meaning: "Which ancestor counts: the direct parents, or the roots, evenly over all paths.")

    static let scope = ParameterDefinition(
        "scope", .word(["all", "crossOrganization", "foreign"]), default: "all",
        meaning: "All edges, only those between organizations, or only those between countries.")

    static let edgeWeight = ParameterDefinition(
        "weight", .word(["count", "likes", "downloads"]), default: "count",
        meaning: "What an edge weighs: one, or its child's likes or 30-day downloads.")

    /// A subject by one of three names, each of them optional.
    static let anyModel = ParameterDefinition(
        "id", .string, meaning: "A model's id or a former one; ASCII case does not count.",
        example: "meta-llama/Llama-3.1-8B")

    static let anyOrganization = ParameterDefinition(
        "organization", .string, meaning: "An organization by any of its names.", example: "meta-llama")

    static let anyCountry = ParameterDefinition("country", .country, meaning: "A country.", example: "CN")
}
