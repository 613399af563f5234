extension MethodDefinition {
    /// What a socket can be asked.
    public static let discover = MethodDefinition(
        name: "rpc.discover",
        summary: "what this socket can be asked",
        description: "The OpenRPC 1.3 description of every method here.",
        result: ResultDefinition("description", "An OpenRPC document.", schema: Schemas.object),
        example: (
            parameters: [:],
            result: ["openrpc": "1.3.2", "info": ["title": "groundswell gateway", "version": "0.1.0"], "methods": []]
        ))
}
