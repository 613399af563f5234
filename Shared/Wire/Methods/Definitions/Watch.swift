extension MethodDefinition {
    /// To be told of what happens.
    public static let watch = MethodDefinition(
        name: "watch",
        summary: "be told of what happens, as it happens",
        description:
            "From now on each event comes as a notification `watch.event` with `subscription`, the event as in "
            + "`watch.events`, and the batches `from` and `batch` it lies between. `watch.progress` with `batch` says that "
            + "everything up to that batch has been told: after a break subscribe again with `from` that batch, and leave out "
            + "events whose `key` has come since. A subscriber that does not read is told `watch.ended` with a reason, and "
            + "the subscription ends; it ends with its connection, too. `unwatch` ends it.",
        parameters: [
            ParameterDefinition(
                "from", .integer(0...Int64.max),
                meaning: "A batch: what came after it is told first. By default the current epoch's.", example: 1200),
            .kinds, .eventModel, .eventOrganization, .eventCountry,
        ],
        result: ResultDefinition(
            "subscription", "Its number on this connection, and the batch after which it tells.",
            schema: [
                "type": "object", "required": ["subscription", "from"],
                "properties": [
                    "subscription": ["type": "integer"], "from": ["type": "integer"],
                    "epoch": ["type": ["integer", "null"]],
                ],
            ]),
        errors: [.modelNotFound, .organizationNotFound, .epochLoading],
        example: (
            parameters: ["kinds": ["record", "license"], "from": 1200],
            result: ["subscription": 1, "from": 1200, "epoch": 57]
        ))

    /// No longer to be told.
    public static let unwatch = MethodDefinition(
        name: "unwatch",
        summary: "end a subscription",
        description: "No event of it comes after the answer.",
        parameters: [
            ParameterDefinition(
                "subscription", .integer(1...Int64.max), required: true,
                meaning: "The number that `watch` answered on this connection.", example: 1)
        ],
        result: ResultDefinition(
            "ended", "Whether there was one.",
            schema: [
                "type": "object", "required": ["subscription", "ended"],
                "properties": ["subscription": ["type": "integer"], "ended": ["type": "boolean"]],
            ]),
        example: (parameters: ["subscription": 1], result: ["subscription": 1, "ended": true]))
}
