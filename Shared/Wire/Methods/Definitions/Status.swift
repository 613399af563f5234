extension MethodDefinition {
    /// How the services are.
    public static let status = MethodDefinition(
        name: "status",
        summary: "how the services are and how far they have come",
        description: "Each service's state, the last committed batch, the batch and number of the current epoch, and "
            + "whether what is answered is stale. Everything committed by a moment is in the answers when epochBatch has "
            + "reached the committedBatch of that moment.",
        result: ResultDefinition(
            "status", "The state of the services.",
            schema: [
                "type": "object",
                "required": ["services"],
                "properties": [
                    "services": ["type": "object"],
                    "committedBatch": ["type": ["integer", "null"]],
                    "epochBatch": ["type": ["integer", "null"]],
                    "epoch": ["type": ["integer", "null"]],
                    "asOf": ["type": ["string", "null"]],
                    "stale": ["type": "boolean"],
                ],
            ]),
        example: (
            parameters: [:],
            result: [
                "services": ["ingest": ["state": "serving"]], "committedBatch": 1234, "epochBatch": 1234, "epoch": 57,
                "asOf": "2026-05-04T04:10:37Z", "stale": false,
            ]
        ))
}
