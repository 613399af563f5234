import Domain
import Sources
import Testing
import Wire

@Suite struct OrganizationsTests {
    private func one(_ text: String, at: Timestamp? = nil) -> Reading {
        read(OrganizationsAdapter.self, text, options: AdapterOptions(at: at, file: "file"))
    }

    @Test func aFilledInRowIsACuratedStatement() {
        let reading = one(
            """
            organization,country,kind,parent,aliases,name,evidence,at,likes
            acme,France,company,acme-group,acme-ai; ACME-Labs,Acme,https://acme.example,2026-05-04,12
            b,EU,,,,,https://b.example,2026-05-04,
            c,unknown,individual,,,,profile page,2026-05-04,

            """)
        #expect(reading.rejects == [] && reading.failure == nil)
        let at = Timestamp("2026-05-04")!
        #expect(
            reading.records == [
                .organization(
                    OrganizationRecord(
                        id: "acme", name: "Acme", country: Country(name: "FR"), kind: .company, parent: "acme-group",
                        aliases: ["acme-ai", "ACME-Labs"], evidence: "https://acme.example", source: "curated", at: at)),
                .organization(
                    OrganizationRecord(
                        id: "b", country: .europeanUnion, evidence: "https://b.example", source: "curated", at: at)),
                .organization(
                    OrganizationRecord(
                        id: "c", country: .unknown, kind: .individual, evidence: "profile page", source: "curated",
                        at: at)),
            ])
    }

    @Test func aNameThatIsAFormulaToASpreadsheetComesBackAsItWas() {
        let names = [
            "=cmd|' /C calc'!A0", "@sum", "-lab", "+1", "'=x", "''-", "'quoted'", "a=b", "#tag", "a,b", "q\"x\"",
        ]
        let cells = names.map { name in
            let text = OrganizationsAdapter.isFormula(name) ? "'" + name : name
            #expect(!["=", "+", "-", "@"].contains(text.first))
            return "\"\(text.replacing("\"", with: "\"\""))\",FR,e,2026-05-01\n"
        }
        let reading = read(
            OrganizationsAdapter.self, "organization,country,evidence,at\n" + cells.joined(),
            options: AdapterOptions(file: "file"))
        #expect(reading.rejects.isEmpty && reading.organizations.map(\.id) == names)
    }

    @Test func rowsLeftEmptyGiveNothing() {
        let reading = one("at,evidence,country,organization\n2026-05-04,,,a\n2026-05-04,x,,b\n")
        #expect(reading.records.isEmpty && reading.rejects.isEmpty)
        #expect(reading.noted(.entrySkipped) == 2)
    }

    @Test func eachFaultNamesItsLineAndColumn() {
        let reading = one(
            """
            organization,country,kind,parent,aliases,evidence,at
            a,Chna,,,,x,2026-05-04
            b,CN,,,,,2026-05-04
            c,CN,firm,,,x,2026-05-04
            d,CN,,,,x,2026-02-30
            e,CN,,,,x,
            f,CN,,F,,x,2026-05-04
            g,CN,,,,x,2026-05-04
            G,US,,,,x,2026-05-04
            h,unreviewed,,,,x,2026-05-04
            i,CN,,,i;j,x,2026-05-04

            """)
        #expect(reading.records.count == 1)
        #expect(
            reading.rejects.map(\.code) == [
                .wordUnknown, .fieldMissing, .wordUnknown, .timeInvalid, .fieldMissing, .rowConflict, .rowConflict,
                .wordUnknown, .rowConflict,
            ])
        #expect(reading.rejects.map(\.line) == [2, 3, 4, 5, 6, 7, 9, 10, 11])
        #expect(
            reading.rejects.map(\.path) == [
                "country", "evidence", "kind", "at", "at", "parent", "organization", "country", "aliases",
            ])
        #expect(reading.rejects.map(\.column) == [3, 9, 6, 11, 11, 7, 1, 3, 8])
    }

    @Test func theTimeIsTheSheetsOrTheCallers() {
        let text = "organization,country,evidence\na,CN,x\n"
        #expect(one(text).rejects.map(\.code) == [.fieldMissing])
        #expect(one(text, at: seen).records.count == 1)
        #expect(one("organization,country\na,CN\n").failure?.code == .columnMissing)
        #expect(Adapters.detect(Array(text.utf8), fileName: "f") == .format("organizations"))
    }
}
