extension MethodDefinition {
    /// Ingest's doorbell.
    public static let batchCommitted = MethodDefinition(
        name: "batch.committed",
        summary: "a batch has been committed",
        description:
            "A doorbell from ingest, never the only carrier: scoring finds what it missed in the store's ledger.",
        parameters: [
            ParameterDefinition(
                "batch", .integer(0...Int64.max), required: true, meaning: "The number of the batch.", example: 1234),
            ParameterDefinition(
                "isHeldBack", .boolean, default: false,
                meaning:
                    "Whether producers are held back for answers, so that most likely nothing more is stored before."
            ),
        ],
        result: ResultDefinition("nothing", "A notification has no answer.", schema: ["type": "null"]),
        example: (parameters: ["batch": 1234], result: .null),
        isNotification: true)
}
