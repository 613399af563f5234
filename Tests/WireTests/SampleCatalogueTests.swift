import Domain
import FoundationEssentials
import Testing
import Wire

/// The sample catalogue is data of ours: every line of it is a record that ingest takes, and says what it should.
@Suite struct SampleCatalogueTests {
    /// `deploy/sample` of this checkout.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "deploy/sample", directoryHint: .isDirectory)

    /// The records of a file of the catalogue, in order.
    private func records(_ name: String) throws -> [Record] {
        let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: "\(name).ndjson")))
        let now = try #require(Timestamp("2027-01-01T00:00:00Z"))
        var scanner = LineScanner()
        var records: [Record] = []
        for (index, line) in bytes.split(separator: 0x0a).enumerated() {
            let place = "\(name).ndjson line \(index + 1)"
            Array(line).withUnsafeBytes { bytes in
                do {
                    switch try scanner.scan(bytes, now: now) {
                    case .record(let record): records.append(record)
                    case .event(let event): records.append(.event(EventRecord(event)))
                    default: Issue.record("\(place) is no fact")
                    }
                } catch {
                    Issue.record("\(place): \(error)")
                }
            }
        }
        return records
    }

    private func models(_ name: String) throws -> [ModelRecord] {
        try records(name).compactMap { if case .model(let model) = $0 { model } else { nil } }
    }

    private func organizations() throws -> [OrganizationRecord] {
        try records("organizations").compactMap { if case .organization(let found) = $0 { found } else { nil } }
    }

    private func isUnique(_ ids: [String]) -> Bool { Set(ids.map { $0.lowercased() }).count == ids.count }

    @Test(arguments: ["organizations", "models", "events", "milestones", "claims", "helm", "mteb", "deployments"])
    func everyLineIsARecord(_ name: String) throws {
        #expect(try !records(name).isEmpty)
    }

    @Test func organizationsAreDistinctAndTheirParentsKnown() throws {
        let all = try organizations()
        #expect(all.count >= 120)
        #expect(isUnique(all.map(\.id)))
        let ids = Set(all.map(\.id))
        for organization in all {
            #expect(organization.evidence?.hasPrefix("https://") == true, "\(organization.id) has no evidence")
            if let parent = organization.parent { #expect(ids.contains(parent), "\(organization.id): \(parent)") }
        }
    }

    @Test func curatedModelsHaveAnOrganizationADateAndAccess() throws {
        let known = Set(try organizations().flatMap { [$0.id] + $0.aliases }.map { $0.lowercased() })
        let all = try models("models")
        #expect(isUnique(all.map(\.id)))
        for model in all {
            let author = model.id.split(separator: "/")[0].lowercased()
            #expect(known.contains(author), "\(model.id): nobody knows \(author)")
            #expect(model.released != nil && model.access != nil, "\(model.id)")
        }
    }

    @Test func theTwentyTwoClaimsAreThere() throws {
        let ids = try records("claims").compactMap { if case .claim(let claim) = $0 { claim.id } else { nil } }
        #expect(ids.count == 22)
        #expect(isUnique(ids))
    }

    @Test func convertedPackagesHaveTheirNumberOfModels() throws {
        #expect(try Set(models("helm").map(\.id)).count == 622)
        // 968 names, of which eight are variants of one model, told apart by options after a blank.
        #expect(try Set(models("mteb").map(\.id)).count >= 960)
    }
}
