extension MethodDefinition {
    /// The models of a size class against its ten most downloaded, at one age.
    public static let ram = MethodDefinition(
        name: "ram",
        summary: "the models of a size class by relative adoption at one age",
        description: "RAM at a checkpoint: downloads against those of the ten most downloaded models of the same size "
            + "class at the same number of days since release. Version 1: 30-day downloads against the median over the "
            + "ten. Version 2: a cumulative counter against the tenth. Null where fewer than ten have a figure.",
        parameters: [
            ParameterDefinition(
                "sizeClass", .word(sizeClasses), required: true,
                meaning: "The size class, in billions of total parameters, lower bound included.", example: "5-10"),
            ParameterDefinition(
                "checkpoint", .integer(1...365), default: 30,
                meaning: "Days since release: 7, 14, 30, 60, 90, 180 or 365."),
            ParameterDefinition("version", .integer(1...2), default: 1, meaning: "Of the measure."),
            ParameterDefinition(
                "series", .word(["downloadsAllTime", "pulls"]), default: "downloadsAllTime",
                meaning: "The counter that version 2 compares; version 1 compares downloads30d."),
            .limit(), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition("models", "A page of models.", schema: Schemas.answer(Schemas.list(Schemas.object))),
        errors: [.epochLoading, .cursorInvalid, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["sizeClass": "5-10", "checkpoint": 30, "limit": 1],
            result: [
                "value": [["rank": 1, "id": "Qwen/Qwen3-8B", "value": 2.4, "figure": 2_410_233]], "unit": "ratio",
                "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57, "definition": "relativeAdoption/1",
                "parameters": ["sizeClass": "5-10", "checkpoint": 30, "version": 1, "limit": 1],
            ]
        ))
}
