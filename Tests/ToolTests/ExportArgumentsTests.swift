import Testing
import Wire

@testable import ToolCore

@Suite("The words of groundswell export")
struct ExportArgumentsTests {
    @Test("the method's parameters go into params, the export's own stand beside them")
    func parameters() throws {
        let arguments = try ExportArguments.parse([
            "dependence", "--of", "US", "--format=csv", "--relations", "finetune,merge", "--what", "inputs", "--inputs",
            "edges", "--knownAt", "7", "--asOf", "2026-05-04", "--output", "rows.csv", "--timeout", "500",
        ])
        #expect(arguments.method == "dependence" && arguments.output == "rows.csv" && arguments.isCSV)
        #expect(arguments.timeoutMs == 500)
        #expect(
            arguments.parameters == [
                "method": "dependence", "params": ["of": "US", "relations": ["finetune", "merge"]], "format": "csv",
                "what": "inputs", "inputs": "edges", "knownAt": 7, "asOf": "2026-05-04",
            ])
        // What is sent is what the method takes.
        _ = try MethodParameters(arguments.parameters, for: .export)
    }

    @Test(
        "what cannot be meant is refused, and says where to read on",
        arguments: [[], ["--format"], ["coverage", "--output"], ["coverage", "extra"], ["coverage", "--json"]])
    func refused(words: [String]) throws {
        do throws(ToolError) {
            _ = try ExportArguments.parse(words)
            Issue.record("\(words) was taken")
        } catch {
            guard case .usage(_, let command) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(command == "export")
        }
    }
}
