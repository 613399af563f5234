extension MethodDefinition {
    /// How far a figure is in few hands.
    public static let concentration = MethodDefinition(
        name: "concentration",
        summary: "how far a figure is in few hands",
        description:
            "The largest shares, the Herfindahl-Hirschman index (10,000 for one holder), the effective number of "
            + "holders, the share of the k largest and the Gini coefficient, over what is attributed to a known "
            + "holder. `lower` and `upper` are over everything: the unattributed part split among very many, or held by "
            + "one. Coverage is the attributed part of all.",
        parameters: [
            .by(["country", "organization", "kind", "access", "model"]),
            ParameterDefinition(
                "measure",
                .word([
                    "netLikes", "downloads30d", "downloadsAllTime", "pulls", "derivatives", "descendants", "releases",
                    "deployments",
                ]), default: "netLikes",
                meaning: "What is held. `releases` counts models, `deployments` offers in force."),
            ParameterDefinition(
                "k", .integer(1...1_000), default: 4, meaning: "How many of the largest holders CR_k adds up."),
            ParameterDefinition(
                "zeros", .boolean, default: false,
                meaning: "Whether holders whose figure is 0 count: for the Gini coefficient, and for k."),
            .country, .organization, .access, .task, .sizeClass, .releasedAfter, .releasedBefore,
            .limit(), .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "concentration", "Shares, and each index with its bounds.",
            schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [.countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["by": "country", "measure": "netLikes", "k": 1],
            result: [
                "value": [
                    "shares": [
                        ["key": "CN", "value": 0.6, "numerator": 600], ["key": "US", "value": 0.4, "numerator": 400],
                    ],
                    "hhi": ["value": 5200, "lower": 3328, "upper": 3728],
                    "effectiveNumber": [
                        "value": 1.9230769230769231, "lower": 2.682403433476395, "upper": 3.0048076923,
                    ],
                    "crk": ["k": 1, "value": 0.6, "lower": 0.48, "upper": 0.48, "reason": .null],
                    "gini": ["value": 0.1, "lower": 0.2, "upper": 0.8, "zeros": false],
                    "holders": 2, "zeroHolders": 0,
                ], "unit": "share", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "concentration/1", "parameters": ["by": "country", "measure": "netLikes", "k": 1],
                "numerator": 1000, "denominator": 1000,
                "denominatorText": "net likes of models whose publisher's country is known", "coverage": 0.8,
                "reason": .null, "sources": ["huggingface"],
            ]
        ))
}
