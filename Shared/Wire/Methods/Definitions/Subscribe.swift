extension MethodDefinition {
    /// News of epochs.
    public static let subscribe = MethodDefinition(
        name: "subscribe",
        summary: "be told of every epoch that is published",
        description: "Answers with the current epoch; from then on a notification `epoch.published` with `epoch`, "
            + "`batch` and `asOf` comes for each new one, until the connection closes.",
        result: ResultDefinition(
            "epoch", "The current epoch.",
            schema: [
                "type": "object",
                "properties": [
                    "epoch": ["type": ["integer", "null"]], "batch": ["type": ["integer", "null"]],
                    "asOf": ["type": ["string", "null"]],
                ],
            ]),
        example: (parameters: [:], result: ["epoch": 57, "batch": 1234, "asOf": "2026-05-04T04:10:37Z"]))
}
