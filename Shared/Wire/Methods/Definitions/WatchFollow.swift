extension MethodDefinition {
    /// What happened since a batch, epoch by epoch: what the gateway's subscriptions are fed with.
    public static let watchFollow = MethodDefinition(
        name: "watch.follow",
        summary: "what happened since a batch, epoch by epoch",
        description:
            "The quick kinds of events: of each epoch since `from` those it brought. Epochs that are no longer kept are "
            + "compared as one.",
        parameters: [
            ParameterDefinition(
                "from", .integer(0...Int64.max), required: true, meaning: "The batch after which it begins.",
                example: 1200),
            ParameterDefinition(
                "upTo", .integer(0...Int64.max), meaning: "The batch of the page before.", example: 1234),
            ParameterDefinition(
                "skip", .integer(0...Int64.max), default: 0, meaning: "How many events came in the pages before."),
            ParameterDefinition(
                "limit", .integer(1...1_000), default: 500, meaning: "The most events of a page.", example: 500),
        ],
        result: ResultDefinition(
            "events", "A page of events, the batch they lead up to, and how many to skip for the next page.",
            schema: Schemas.watchPage),
        errors: [.epochLoading, .knownAtUnknown, .storeUnavailable],
        example: (parameters: ["from": 1200], result: ["batch": 1234, "epoch": 57, "events": [], "skip": .null]))

    /// The events that take more than a comparison of columns.
    public static let watchFigures = MethodDefinition(
        name: "watch.figures",
        summary: "crossovers and verdicts that changed since a batch",
        description: "The kinds `crossover` and `claim`, between `from` and the newest epoch. Both are kept by batch.",
        parameters: [
            ParameterDefinition(
                "from", .integer(0...Int64.max), required: true, meaning: "The batch after which it begins.",
                example: 1200),
            .kinds,
        ],
        result: ResultDefinition("events", "The events, and the batch they lead up to.", schema: Schemas.watchPage),
        errors: [.epochLoading, .knownAtUnknown, .storeUnavailable],
        example: (
            parameters: ["from": 1200, "kinds": ["claim"]], result: ["batch": 1234, "epoch": 57, "events": []]
        ))
}

extension Schemas {
    static let watchPage: JSONValue = [
        "type": "object", "required": ["batch", "events"],
        "properties": [
            "batch": ["type": "integer"], "epoch": ["type": "integer"],
            "events": ["type": "array", "items": watchEvent], "skip": ["type": ["integer", "null"]],
        ],
    ]
}
