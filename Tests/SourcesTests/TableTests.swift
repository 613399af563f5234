import Domain
import Sources
import Testing
import Wire

@Suite struct ReleaseDatesTests {
    @Test func curatedDatesAreCorrections() {
        let reading = read(
            ReleaseDatesAdapter.self,
            "# by hand\nmodel_id,hf_created_at,actual_release_date,notes\na/b,2025-12-20,2025-12-23,3 days\na/c,,2025-12,\na/d,,soon,\n"
        )
        #expect(reading.models.map { $0.released?.description } == ["2025-12-23", "2025-12"])
        #expect(reading.models.allSatisfy { SourceRank.of($0.source) == .correction })
        #expect(reading.rejects.map(\.code) == [.timeInvalid])
        #expect(reading.rejects.first?.line == 5 && reading.rejects.first?.column == 6)
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealTable() throws {
        let reading = read(ReleaseDatesAdapter.self, try RealData.bytes("regions/release_date_corrections.csv"))
        #expect(reading.failure == nil && reading.rejects.isEmpty)
        #expect(reading.models.count == 40)
    }
}

@Suite struct ParametersTests {
    @Test func billionsAreExact() {
        let reading = read(
            ParametersAdapter.self,
            "notes,active_params_b,total_params_b,model_id\n,37,671,a/b\n,,0.0225,a/c\n,,196.81,a/d\n,9,8,a/e\n,,many,a/f\n,,,a/g\n,,0,a/h\n"
        )
        #expect(reading.models.map(\.parameters) == [671_000_000_000, 22_500_000, 196_810_000_000])
        #expect(reading.models.map(\.activeParameters) == [37_000_000_000, nil, nil])
        #expect(reading.rejects.map(\.code) == [.numberInvalid, .numberInvalid, .fieldMissing, .numberInvalid])
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealTable() throws {
        let reading = read(ParametersAdapter.self, try RealData.bytes("regions/model_parameters.csv"))
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.models.count == 299)
    }
}

@Suite struct DeploymentsTests {
    private let options = AdapterOptions(file: "file")

    @Test func beginsAndEnds() {
        let reading = read(
            DeploymentsAdapter.self,
            """
            at,event,provider,model,path
            2025-06-04T22:41:51Z,added,anthropic,claude,p/claude
            2025-07-04T22:41:51Z,removed,anthropic,claude,p/claude
            2025-07-04T22:41:51Z,removed,azure, gpt-5,p/gpt-5
            2025-07-05T22:41:51Z,added,groq,qwen%2Fqwen3-32b,p/q
            2025-07-04T22:41:51Z,paused,azure,gpt-5,p/gpt-5
            yesterday,added,azure,gpt-5,p/gpt-5
            """, options: options)
        #expect(reading.events.map(\.amount) == [1, -1, -1, 1])
        #expect(reading.events.map(\.model) == ["claude", "claude", "gpt-5", "qwen/qwen3-32b"])
        #expect(reading.events.map { $0.adopter?.id } == ["anthropic", "anthropic", "azure", "groq"])
        #expect(Set(reading.events.map(\.id)).count == 4)
        #expect(reading.noted(.endWithoutBegin) == 1 && reading.noted(.idTrimmed) == 1)
        #expect(reading.rejects.map(\.code) == [.wordUnknown, .timeInvalid])
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealRecord() throws {
        let bytes = try RealData.bytes("deployments/availability_events.csv")
        let reading = read(DeploymentsAdapter.self, bytes, options: options)
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.events.count == 12_042)
        #expect(reading.events.filter { $0.amount == 1 }.count == 8_773)
        #expect(Set(reading.events.map(\.id)).count == 12_042)
    }
}

@Suite struct EpochTests {
    static let header =
        "Model,Domain,Organization,Publication date,Parameters,Country (of organization),"
        + "Organization categorization,Model accessibility,Base model\n"

    @Test func aRowOfOneOrganization() {
        let reading = read(
            EpochAdapter.self,
            Self.header
                + "Qwen2-72B,Language,Alibaba,2024-06-07,7.2e10,\"China,China\",Industry,Open weights (unrestricted),Qwen2\n"
                + "Theseus,Other,Bell Laboratories,1950-07-02,40,United States of America,Industry,Unreleased,\n"
                + "GPT-4 Turbo,Language,OpenAI,2023-11,,Atlantis,,API access,\n")
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        #expect(reading.models.map(\.id) == ["Qwen2-72B", "Theseus", "GPT-4 Turbo"])
        #expect(reading.models.map { $0.released?.description } == ["2024-06-07", "1950-07-02", "2023-11"])
        #expect(reading.models.map(\.access) == [.openUnrestricted, .unreleased, .api])
        #expect(reading.models.map(\.parameters) == [72_000_000_000, 40, nil])
        #expect(reading.models[0].bases == [.init(id: "Qwen2", relation: .unknown)])
        #expect(reading.models.map(\.organization) == ["Alibaba", "Bell Laboratories", "OpenAI"])
        #expect(reading.organizations.map { $0.country?.name } == ["CN", "US"])
        #expect(reading.organizations.first?.kind == .company)
        #expect(reading.noted(.countryUnknown) == 1)
    }

    @Test func jointReleasesNameTheirOrganizationsAndNoCountryOfThem() {
        let reading = read(
            EpochAdapter.self,
            Self.header + "X,Language,\"Google,MIT\",2024-06-07,,\"United States of America,France\",,,\n")
        #expect(reading.models.map(\.organization) == ["Google"])
        #expect(reading.models.map(\.organizations) == [["Google", "MIT"]])
        #expect(reading.organizations.isEmpty)
        #expect(reading.noted(.valueUnused) == 1)
        // One country for all of them is the country of each.
        let same = read(
            EpochAdapter.self,
            Self.header + "X,Language,\"Google,MIT\",,,\"United States of America,United States of America\",,,\n")
        #expect(same.organizations.map(\.id) == ["Google", "MIT"])
        #expect(same.organizations.map { $0.country?.name } == ["US", "US"])
    }

    @Test func otherWordsAreRejected() {
        let reading = read(EpochAdapter.self, Self.header + "X,,O,soon,,,,,\nY,,O,,,,,Half open,\nZ,,O,,many,,,,\n")
        #expect(reading.rejects.map(\.code) == [.timeInvalid, .wordUnknown, .numberInvalid])
    }
}
