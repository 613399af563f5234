import Foundation
import TestSupport
import Testing

/// `groundswell mcp` as the official Python client of the protocol uses it, through the real programs.
@Suite("An assistant's tools", .serialized)
struct AssistantTests {
    /// A Python with the package `mcp`, in a folder of its own; nil where it cannot be had.
    private static func python(in folder: TemporaryFolder) throws -> String? {
        let made = try ServiceProcess.run(
            "/bin/sh",
            [
                "-c",
                "python3 -m venv \(folder.path)/venv && \(folder.path)/venv/bin/pip install --quiet --timeout 20 'mcp>=1.10'",
            ])
        return made.status == 0 ? "\(folder.path)/venv/bin/python" : nil
    }

    @Test("The official client lists the tools, calls each, and cancels", .timeLimit(.minutes(5)))
    func officialClient() throws {
        let folder = try TemporaryFolder(prefix: "gsm")
        guard let python = try Self.python(in: folder) else {
            print("skipped: the Python package 'mcp' cannot be installed here (no python3-venv, or no package index)")
            return
        }
        let deployment = try Deployment("assistant")
        let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/sample").path
        for file in ["organizations", "models"] {
            _ = try deployment.load(["groundswell", "\(sample)/\(file).ndjson"])
        }
        try deployment.wait()
        try Self.script.write(toFile: folder.path("client.py"), atomically: true, encoding: .utf8)
        let outcome = try ServiceProcess.run(
            "/usr/bin/timeout",
            ["120", python, folder.path("client.py"), "\(ServiceProcess.programs)/groundswell", deployment.sockets])
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("all is well"), "\(outcome.output)")
    }

    /// The client checks each result against the tool's output schema by itself.
    private static let script = """
        import asyncio, json, sys
        from mcp import ClientSession, StdioServerParameters
        from mcp.client.stdio import stdio_client

        program, sockets = sys.argv[1:3]

        def get(thing, *names):
            for name in names:
                if hasattr(thing, name):
                    return getattr(thing, name)
            raise AttributeError(names)

        async def main():
            server = StdioServerParameters(command=program, args=["mcp", "--sockets", sockets])
            async with stdio_client(server) as (read, write):
                async with ClientSession(read, write) as session:
                    hello = await session.initialize()
                    assert get(hello, "protocol_version", "protocolVersion") in ("2025-11-25", "2025-06-18"), hello
                    await session.send_ping()
                    tools = (await session.list_tools()).tools
                    names = [tool.name for tool in tools]
                    assert "model_get" in names and "dependence" in names, names
                    answer = await session.call_tool("dependence", {"of": "US"})
                    structured = get(answer, "structured_content", "structuredContent")
                    assert not get(answer, "is_error", "isError"), answer
                    assert structured["denominator"] > 0 and structured["definition"] == "dependence/1", structured
                    assert json.loads(answer.content[0].text) == structured
                    failed = await session.call_tool("model_get", {"id": "nobody/nothing"})
                    assert get(failed, "is_error", "isError"), failed
                    assert "nobody/nothing" in failed.content[0].text, failed
                    wrong = await session.call_tool("dependence", {"of": "US", "onn": "CN"})
                    assert get(wrong, "is_error", "isError") and "onn" in wrong.content[0].text, wrong
                    try:
                        await session.call_tool("no_such_tool", {})
                        raise SystemExit("an unknown tool was called")
                    except Exception as error:
                        assert "no_such_tool" in str(error), error
                    answered = 0
                    for tool in tools:
                        schema = get(tool, "input_schema", "inputSchema")
                        arguments = {}
                        for name in schema.get("required", []):
                            arguments[name] = schema["properties"][name]["examples"][0]
                        if tool.name == "model_get" or "id" in arguments and tool.name.startswith("model"):
                            arguments["id"] = "BAAI/bge-m3"
                        result = await session.call_tool(tool.name, arguments)
                        if get(result, "is_error", "isError"):
                            print(tool.name, result.content[0].text)
                        else:
                            answered += 1
                    assert answered > 25, answered
                    slow = asyncio.create_task(session.call_tool("leaderboard", {}))
                    await asyncio.sleep(0)
                    slow.cancel()
                    await asyncio.gather(slow, return_exceptions=True)
                    await session.send_ping()
                    print("all is well:", len(tools), "tools,", answered, "answered")

        asyncio.run(main())
        """
}
