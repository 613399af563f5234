import Domain
import Sources
import Testing
import Wire

@Suite struct CSVTests {
    @Test func everythingRFC4180AllowsInChunksOfAnySize() {
        let text =
            "\u{feff}# a comment, \"odd\nnotes,region,hf_org\r\n\"he said \"\"no\"\",\ntwice\",us,a\r\n\n# more\nplain,china,b\n,eu,é"
        let whole = read(RegionsAdapter.self, text)
        #expect(whole.failure == nil && whole.rejects.isEmpty)
        #expect(whole.organizations.map(\.id) == ["a", "b", "é"])
        #expect(whole.organizations.map(\.evidence) == ["he said \"no\",\ntwice", "plain", nil])
        #expect(whole.lines == [3, 7, 8])
        #expect(whole.noted(.byteOrderMark) == 1 && whole.noted(.noFinalLineBreak) == 1)
        for chunk in 1...text.utf8.count {
            let parts = read(RegionsAdapter.self, text, chunk: chunk)
            #expect(parts.records == whole.records && parts.lines == whole.lines && parts.notes == whole.notes)
        }
    }

    @Test(arguments: [
        ("a,us\n\"b\"x,us,\nc,us,\n", SourceCode.csvCells, 2, 5),
        ("\"b\"x,us,\nc,us,\n", .csvInvalid, 2, 4), ("b\"x,us,\nc,us,\n", .csvInvalid, 2, 2),
        ("b,us,n,o\nc,us,\n", .csvCells, 2, 8), ("b\rx,us,\nc,us,\n", .csvInvalid, 2, 2),
        ("b,mars,\nc,us,\n", .wordUnknown, 2, 3), (",us,\nc,us,\n", .fieldMissing, 2, 1),
        ("/b,us,\nc,us,\n", .idInvalid, 2, 1), ("é,US,\nc,us,\n", .wordUnknown, 2, 3),
        ("b\0,us,\nc,us,\n", .csvInvalid, 2, 2), ("c,us,\n\"b\",us", .fileTruncated, 3, 7),
    ]) func aBadRowIsRejectedAndTheRestGoesOn(rows: String, code: SourceCode, line: Int, column: Int?) {
        for chunk in [1, 3, 1000] {
            let reading = read(RegionsAdapter.self, "hf_org,region,notes\n" + rows, chunk: chunk)
            #expect(reading.failure == nil)
            #expect(reading.rejects.first?.code == code)
            #expect(reading.rejects.first?.line == line && reading.rejects.first?.column == column)
            #expect(reading.organizations.map(\.id) == ["c"])
        }
    }

    /// Found by fuzzing: a brace behind comments was taken for JSON where a chunk began with it, and only there.
    @Test func whatAFileIsDoesNotHangOnItsChunks() {
        for text in ["# a comment\n\n{,hf_org,region\nx,a,us\n", "\n\n\n{\"hf_org\":1}\n", "PK\u{3}\u{4}\n", "P,K\n"] {
            let whole = read(RegionsAdapter.self, text)
            for chunk in 1...text.utf8.count {
                let parts = read(RegionsAdapter.self, text, chunk: chunk)
                #expect(parts.records == whole.records && parts.rejects == whole.rejects)
                #expect(parts.failure?.code == whole.failure?.code)
            }
        }
        #expect(read(RegionsAdapter.self, "\n\n\n{\"hf_org\":1}\n").failure?.code == .formatMismatch)
    }

    @Test func aCellThatIsNotUTF8IsRejected() {
        let reading = read(RegionsAdapter.self, Array("hf_org,region\na,us\n".utf8) + [0xff, 0x2c, 0x75, 0x73, 0x0a])
        #expect(reading.rejects.map(\.code) == [.encodingInvalid])
        #expect(reading.rejects.map(\.line) == [3])
    }

    @Test(arguments: [
        ("", SourceCode.fileEmpty, nil), ("# only this\n", .fileEmpty, nil), ("hf_org,area\na,us\n", .columnMissing, 1),
        ("hf_org,region,region\na,us,eu\n", .columnRepeated, 1), ("<html>\n", .formatMismatch, 1),
        ("{\"a\":1}\n", .formatMismatch, 1), ("hf_org,region\n\"a,us\nb,us\n", .fileTruncated, 2),
        ("observed_at,model,source,value\n", .formatMismatch, 1),
    ]) func filesThatCannotBeRead(text: String, code: SourceCode, line: Int?) {
        for chunk in [1, 3, 1000] {
            let failure = read(RegionsAdapter.self, text, chunk: chunk).failure
            #expect(failure?.code == code)
            #expect(failure?.line == line)
        }
    }

    @Test func theSentencesNameWhatWasExpectedAndFound() {
        let missing = read(RegionsAdapter.self, "organization,area\n").failure
        #expect(missing?.message.contains("'hf_org', 'region'") == true)
        #expect(missing?.message.contains("organization,area") == true)
        let other = read(RegionsAdapter.self, "observed_at,model,source,value\n").failure
        #expect(other?.message.contains("'series', not 'regions'") == true)
    }

    @Test func anOpenQuoteDoesNotSwallowAnyAmount() {
        let rest = String(repeating: "x,us\n", count: 300_000)
        let reading = read(RegionsAdapter.self, "hf_org,region\na,us\n\"b,us\n" + rest)
        #expect(reading.failure?.code == .limitExceeded)
        #expect(reading.failure?.line == 3 && reading.failure?.column == 1)
        #expect(reading.organizations.map(\.id) == ["a"])
    }
}

@Suite struct RegionsTests {
    @Test func theWordsOfTheTable() {
        let reading = read(
            RegionsAdapter.self, "region,hf_org\nus,a\nchina,b\neu,c\nother,d\nunknown,e\n")
        #expect(reading.organizations.map { $0.country?.name } == ["US", "CN", "EU", "other", "unknown"])
        #expect(reading.organizations.allSatisfy { $0.source == "atom" && $0.at == seen })
    }

    @Test func aFileThatContradictsItselfIsToldSo() {
        let reading = read(RegionsAdapter.self, "hf_org,region\na,us\nA,us\na,eu\na,us\n")
        #expect(reading.organizations.count == 3)
        #expect(reading.rejects.map(\.code) == [.rowConflict])
        #expect(reading.rejects.map(\.line) == [4])
    }

    @Test func anotherSourceMayBeNamed() {
        let options = AdapterOptions(at: seen, source: "curated", file: "file")
        #expect(
            read(RegionsAdapter.self, "hf_org,region\na,us\n", options: options).organizations[0].source == "curated")
    }

    @Test(.enabled(if: RealData.isHere, Comment(rawValue: RealData.reason)))
    func theRealTable() throws {
        let reading = read(RegionsAdapter.self, try RealData.bytes("regions/organization_regions.csv"))
        #expect(reading.failure == nil)
        #expect(reading.rejects == [])
        let counts = Dictionary(grouping: reading.organizations, by: { $0.country?.name ?? "" }).mapValues(\.count)
        #expect(counts == ["US": 45, "CN": 38, "EU": 19, "other": 13, "unknown": 3])
    }
}
