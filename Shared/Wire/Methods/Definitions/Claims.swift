extension MethodDefinition {
    /// The claims that are known.
    public static let claimList = MethodDefinition(
        name: "claim.list",
        summary: "the published sentences that can be checked",
        description:
            "Each with who said it and when, the measure with its parameters, and what its figure must fulfil; by id. "
            + "claim.check decides one.",
        parameters: [.limit(100), .cursor, .asOf, .knownAt],
        result: ResultDefinition(
            "claims", "A page of claims.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.epochLoading, .cursorInvalid, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["limit": 1],
            result: [
                "value": [
                    [
                        "rank": 1, "id": "us-on-chinese-foundations", "value": "2025-08-01",
                        "text": "For the first time, American AI was being built on Chinese foundations.",
                        "speaker": "Clément Delangue, Hugging Face", "citation": .null, "measure": "dependence",
                        "parameters": ["of": "US", "on": "CN", "scope": "crossOrganization"],
                        "predicate": ["kind": "threshold", "operator": ">", "value": 0], "source": "curated",
                    ]
                ], "unit": "claims", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "claimList/1", "parameters": ["limit": 1], "numerator": 22, "denominator": 22,
                "denominatorText": "claims that are known", "coverage": 1, "reason": .null, "sources": ["curated"],
                "cursor": .null,
            ]
        ))

    /// Whether a claim holds.
    public static let claimCheck = MethodDefinition(
        name: "claim.check",
        summary: "whether a published sentence holds, then and now, and whether that depends on its definition",
        description:
            "The claim's figure on its date and now, under every other choice that can be defended, and the verdict: "
            + "supported, contradicted, depends on the definition (a choice turns it), or not decidable with this data, "
            + "which says what would decide it. A count of what was recorded can show that there are enough, never that "
            + "there are too few. The verdict is that of now; `then` has its own.",
        parameters: [
            ParameterDefinition(
                "id", .string, required: true, meaning: "A claim's id, as claim.list gives it.",
                example: "us-on-chinese-foundations"),
            ParameterDefinition(
                "band", .boolean, default: true,
                meaning: "Whether the other choices are tried too; without them no verdict depends on the definition."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "verdict", "The verdict, with the figures it rests on.",
            schema: Schemas.answer([
                "type": "string",
                "enum": [
                    "supported", "contradicted", "depends on the definition", "not decidable with this data",
                ],
            ])),
        errors: [.epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["id": "us-on-chinese-foundations"],
            result: [
                "value": "supported", "unit": "verdict", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "claim/1", "parameters": ["id": "us-on-chinese-foundations", "band": true],
                "numerator": 15, "denominator": 68,
                "denominatorText": "edges with a US-published child whose parent's country is known",
                "coverage": 0.61, "reason": "the figure supports it: 0.22 (claimed: > 0)", "sources": ["huggingface"],
                "then": ["asOf": "2025-08-01T23:59:59.999999Z", "value": 0.2, "verdict": "supported"],
                "now": ["asOf": "2026-05-04T04:10:37Z", "value": 0.22, "verdict": "supported"],
                "band": ["min": 0.1, "max": 0.34], "variants": [], "decidedBy": .null,
                "records": ["total": 15, "value": []],
            ]
        ))
}
