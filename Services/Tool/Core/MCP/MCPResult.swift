import GroundswellClient
import Wire

/// Results of tools.
enum MCPResult {
    /// The answer as text, exactly the gateway's bytes, and as a value where it is an object.
    static func of(_ answer: GatewayAnswer, _ method: MethodDefinition) -> JSONValue {
        let text = answer.value.text ?? String(decoding: answer.bytes, as: UTF8.self)
        var members: [JSONValue.Member] = [
            .init("content", [["type": "text", "text": .string(text)]]), .init("isError", false),
        ]
        if method.answersObject { members.insert(.init("structuredContent", answer.value), at: 1) }
        return .object(members)
    }

    /// A sentence, and the error object for programs.
    static func failed(_ error: ClientError) -> JSONValue {
        [
            "content": [
                ["type": "text", "text": .string(ToolError.sentence(error))],
                ["type": "text", "text": .string(AskCommand.object(error).jsonText)],
            ], "isError": true,
        ]
    }
}
