import FoundationEssentials
import Testing
import Wire

/// The page of codes says something of every code there is, and of no other.
@Suite struct RejectCodePageTests {
    /// A table's rows on the page: under which second-level heading, its code, and its number where it has one.
    private struct Row: Hashable {
        var heading: String
        var code: String
        var number: Int?
    }

    private func rows() throws -> [Row] {
        var rows: [Row] = []
        var heading = ""
        for line in try DocumentationPage.text("RejectCodes").split(separator: "\n") {
            if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
            guard line.hasPrefix("| `") else { continue }
            let cells = line.split(separator: "|").map { $0.trimming(while: { $0 == " " }) }
            let empty = cells.filter(\.isEmpty)
            #expect(empty.isEmpty, "a cell is empty: \(line)")
            let code = cells[0].trimming(while: { $0 == "`" })
            rows.append(Row(heading: heading, code: String(code), number: Int(String(cells[1]))))
        }
        return rows
    }

    @Test func everyRejectCodeStandsThereOnceAndNothingElse() throws {
        let codes = try rows().filter { $0.heading == "Rejects of records" }.map(\.code)
        #expect(codes.sorted() == RejectCode.allCases.map(\.rawValue).sorted())
    }

    @Test func everyErrorCodeStandsThereOnceWithItsNumberAndNothingElse() throws {
        let rows = try rows().filter { $0.heading == "Errors of questions" }
        let wanted = RPCErrorCode.allCases.map { "\($0.rawValue) \($0.number)" }
        #expect(
            rows.map { "\($0.code) \($0.number.map(String.init) ?? "without a number")" }.sorted() == wanted.sorted())
    }

    @Test func noTableStandsUnderAnotherHeading() throws {
        let headings = Set(try rows().map(\.heading))
        #expect(headings == ["Rejects of records", "Errors of questions"])
    }
}

/// The pages of the documentation catalogue.
enum DocumentationPage {
    static func text(_ name: String) throws -> String {
        let page = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Shared/Client/GroundswellClient.docc/\(name).md", directoryHint: .notDirectory)
        return String(decoding: try Data(contentsOf: page), as: UTF8.self)
    }

    /// The lines of the page's JSON examples.
    static func examples(_ name: String) throws -> [String] {
        var lines: [String] = []
        var isInside = false
        for line in try text(name).split(separator: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```json"
            } else if isInside {
                lines.append(String(line))
            }
        }
        return lines
    }
}

extension Substring {
    fileprivate func trimming(while condition: (Character) -> Bool) -> Substring {
        var text = self.drop(while: condition)
        while let last = text.last, condition(last) { text.removeLast() }
        return text
    }
}
