import Foundation
import Testing

@testable import Domain

private let folder = ProcessInfo.processInfo.environment["GROUNDSWELL_REAL_DATA"]

/// The tables against the published lists they restate.
@Suite(.enabled(if: folder != nil, "set GROUNDSWELL_REAL_DATA to the folder with licences/spdx.csv and hub.csv"))
struct LicenseRealDataTests {
    func rows(_ file: String) throws -> [[String]] {
        let text = try String(contentsOfFile: "\(try #require(folder))/licences/\(file)", encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map(fields)
    }

    /// RFC 4180, one row a line.
    func fields(_ row: Substring) -> [String] {
        var fields = [""]
        var quoted = false
        var previous: Character = ","
        for character in row {
            if character == "\"" {
                if quoted == false, previous == "\"" { fields[fields.count - 1].append("\"") }
                quoted.toggle()
            } else if character == ",", !quoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
            previous = character
        }
        return fields
    }

    @Test func theSPDXListIsRestatedWhole() throws {
        let published = try rows("spdx.csv")
        #expect(published.count == SPDXLicenseList.licenses.count)
        for row in published {
            let license = try #require(SPDXLicenseList.exact(row[0]), "\(row[0])")
            #expect(
                [license.isOSIApproved, license.isFSFLibre, license.isDeprecated] == row[1...3].map { $0 == "1" },
                "\(row[0])")
            #expect(license.name == row[4])
        }
    }

    @Test func everyHubIdIsKnown() throws {
        let published = try rows("hub.csv")
        #expect(published.count == 83)
        let unmapped = published.map { $0[0] }
            .filter { LicenseResolver.resolve(license: $0).status == .unmapped }
        #expect(unmapped == ["cc", "unknown", "other"])
        for row in published { #expect(LicenseTable.bySpelling[LicenseTable.key(row[0])] != nil, "\(row[0])") }
    }
}
