extension MethodDefinition {
    /// The service's figures about itself.
    public static let metrics = MethodDefinition(
        name: "metrics",
        summary: "the service's figures about itself",
        description: "Counters, gauges and histograms in the Prometheus text format, version 0.0.4.",
        result: ResultDefinition("metrics", "Prometheus text.", schema: ["type": "string"]),
        example: (
            parameters: [:],
            result: "# TYPE groundswell_ingest_lines_total counter\ngroundswell_ingest_lines_total 50000\n"
        ))
}
