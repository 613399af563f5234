import Foundation
import TestSupport
import Testing

/// Every quirk of the sources, from the file to the gateway's answer.
@Suite("Quirks of the sources", .serialized)
struct QuirkTests {
    /// One world holds all of them.
    private static let world = Result { try Deployment("quirks") }
    private static let imported = Result { try importAll(world.get()) }

    private static func importAll(_ deployment: Deployment) throws -> [String: [String]] {
        var faults: [String: [String]] = [:]
        for (number, quirk) in Quirk.all.enumerated() {
            for (place, input) in quirk.inputs.enumerated() {
                let path = deployment.folder.path("quirk-\(number)-\(place)")
                try input.text.write(toFile: path, atomically: true, encoding: .utf8)
                let outcome = try deployment.tool(["import", input.format, path] + input.options)
                // Nothing is contained nowhere, says Foundation.
                let isSaid = input.says.isEmpty || outcome.errors.contains(input.says)
                if outcome.status != input.status || !isSaid {
                    faults[quirk.description, default: []].append("\(outcome.status): \(outcome.errors)")
                }
            }
        }
        try deployment.wait()
        return faults
    }

    @Test(arguments: Quirk.all)
    func answered(_ quirk: Quirk) throws {
        let faults = try Self.imported.get()[quirk.description] ?? []
        #expect(faults.isEmpty, "\(faults)")
        let deployment = try Self.world.get()
        for answer in quirk.answers {
            // A space inside a word is written as one that does not break.
            let words = answer.question.map { $0.replacingOccurrences(of: "\u{a0}", with: " ") }
            if answer.path == "error" {
                let outcome = try deployment.tool(["ask"] + words)
                #expect(outcome.status == 1 && outcome.errors.contains(answer.expected), "\(words): \(outcome.errors)")
                continue
            }
            let value = try #require(try deployment.ask(words[0], Array(words.dropFirst()))["value"])
            let keys = answer.path.split(separator: ".").map(String.init)
            let found = try Self.text(Self.find(keys[...], in: value))
            #expect(found == answer.expected, "\(words): \(answer.path) is \(found)")
        }
    }

    /// What stands at a path; `*` is every element of a list.
    private static func find(_ path: ArraySlice<String>, in value: Any) -> Any {
        guard let key = path.first else { return value }
        let rest = path.dropFirst()
        if key == "*" { return (value as? [Any] ?? []).map { find(rest, in: $0) } }
        if let index = Int(key) {
            guard let list = value as? [Any], index < list.count else { return "nothing at \(key)" }
            return find(rest, in: list[index])
        }
        guard let found = (value as? [String: Any])?[key] else { return "nothing at \(key)" }
        return find(rest, in: found)
    }

    private static func text(_ value: Any) throws -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}
