import Foundation
import Measures
import Testing

@Suite("Every measure's page")
struct MeasurePagesTests {
    static let pages = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Shared/Client/GroundswellClient.docc/Measures")

    @Test("has formula, unit, edge cases and source", arguments: MeasureRegistry.all)
    func page(_ measure: MeasureDefinition) throws {
        let text = try String(contentsOf: Self.pages.appending(path: "\(measure.name).md"), encoding: .utf8)
        #expect(text.hasPrefix("# \(measure.name)\n"))
        #expect(text.contains("`\(measure.id)`"), "the page names another version than \(measure.id)")
        for section in ["## Formula", "## Unit", "## Edge cases", "## Source"] {
            #expect(text.contains("\n\(section)\n"), "\(section) is missing on the page of \(measure.name)")
        }
    }

    @Test("names are given once")
    func names() {
        #expect(Set(MeasureRegistry.all.map(\.name)).count == MeasureRegistry.all.count)
    }
}
