import Domain
import GroundswellClient
import Sources
import TestSupport
import Testing
import Wire

@testable import ToolCore

@Suite("Parts of an import")
struct ImportPartsTests {
    @Test("A stream's name holds all that decides its records")
    func names() {
        let at = Timestamp("2026-05-04T04:10:37Z")
        let options = AdapterOptions(at: at, source: "mine", file: "a.ndjson")
        #expect(
            StreamName.make(digest: "9f2c", format: "huggingface", version: 2, options: options)
                == "file:sha256:9f2c:huggingface/2:source=mine:at=2026-05-04T04:10:37Z")
        let series = AdapterOptions(series: "pulls", seriesKind: .counter, file: "b.csv")
        #expect(
            StreamName.make(digest: "9f2c", format: "series", version: 1, options: series)
                == "file:sha256:9f2c:series/1:series=pulls:kind=counter")
    }

    @Test("Lines of a stream are found in the file until they are settled")
    func places() {
        var map = PlaceMap()
        map.append([1, 1, 2], offset: 100)
        map.append([5, 9], offset: 200)
        #expect(map.last == 5)
        #expect((1...6).map { map.place(of: $0) } == [1, 1, 2, 5, 9, nil])
        map.settle(through: 4)
        #expect(map.place(of: 2) == nil && map.place(of: 4) == 5 && map.settledOffset == 100)
        map.settle(through: 5)
        #expect(map.settledOffset == 200 && map.place(of: 5) == nil)
    }

    @Test("Rejects name the file's line where it is known")
    func rejects() {
        let reject = Reject(line: 17, code: .countryInvalid, path: "organization.country", message: "no\ncountry")
        #expect(
            ImportRun.told(reject, "a.csv", 4) == "a.csv:4: country.invalid: no country (organization.country)")
        #expect(ImportRun.told(reject, "a.csv", nil).hasPrefix("a.csv: record 17: "))
        let own = SourceError(code: .csvCells, file: "a.csv", line: 3, column: 9, message: "two cells")
        #expect(own.told == "a.csv:3:9: csv.cells: two cells")
    }

    @Test("A terminal is told the first of each kind and how many more; anything else all of them")
    func toldRejects() {
        var terminal = ToldRejects("a.csv", limit: 2)
        let codes = ["time.invalid", "csv.cells", "time.invalid", "time.invalid", "csv.cells", "time.invalid"]
        let told = codes.map { terminal.isTold($0) }
        #expect(told == [true, true, true, false, true, false])
        #expect(terminal.rest.count == 1)
        #expect(terminal.rest.first?.hasPrefix("a.csv: time.invalid: 2 more like these; all are told") == true)
        var file = ToldRejects("a.csv", limit: nil)
        let areAllTold = codes.allSatisfy { file.isTold($0) }
        #expect(areAllTold && file.rest.isEmpty)
    }

    @Test("Counts add up to the lines, over files too")
    func report() throws {
        var one = FileReport(file: "a", format: "helm", stream: "s", entries: 5)
        (one.stored, one.duplicate, one.rejected) = (3, 1, 2)
        let report = ImportReport(files: [one, one])
        #expect(report.lines == 12 && report.json["lines"] == 12 && report.json["rejected"] == 4)
        let files = try #require(report.json["files"]).jsonText
        #expect(
            files.hasPrefix(
                #"[{"file":"a","format":"helm","stream":"s","entries":5,"lines":6,"stored":3,"duplicate":1,"rejected":2"#
            ))
        #expect(report.text().hasSuffix("2 files, 12 records: 6 stored, 2 there before, 4 rejected"))
    }

    @Test("Progress says how far, how fast and how long")
    func progress() {
        var line = ProgressLine(name: "2026-05-04.ndjson", size: 1000)
        let later = line.began + .seconds(10)
        (line.offset, line.settled, line.entriesRejected, line.lastNews) = (250, 5000, 2, later)
        #expect(line.plain(now: later) == "2026-05-04.ndjson: 25 %, 500/s, 0:30 left, 2 rejected")
        #expect(line.bar(width: 79, now: later).contains("[#####---------------]  25 %  500/s  0:30 left  2 rejected"))
        #expect(line.bar(width: 40, now: later).count <= 40)
        #expect(line.plain(now: later + .seconds(4)).hasSuffix("waiting for the service"))
    }

    @Test("Sockets are found where a quickstart noted them, in this folder or one above")
    func sockets() throws {
        let folder = try TemporaryFolder()
        #expect(SocketFolder.quickstart(from: folder.path) == nil)
        try write("/run/groundswell-0-abc/sockets\n", to: folder, ".groundswell/sockets")
        try write("", to: folder, "a/b/c")
        #expect(SocketFolder.quickstart(from: folder.path("a/b")) == "/run/groundswell-0-abc/sockets")
        #expect(SocketFolder.quickstart(from: folder.path) == "/run/groundswell-0-abc/sockets")
        #expect(SocketFolder.find("/given") == "/given")
    }

    @Test("Sockets before the subcommand go behind it")
    func leading() {
        #expect(
            LeadingSockets.take(from: ["--sockets", "/s", "ask", "coverage", "--json"])
                == ["ask", "--sockets", "/s", "coverage", "--json"])
        #expect(LeadingSockets.take(from: ["--sockets=/s", "status"]) == ["status", "--sockets=/s"])
        #expect(LeadingSockets.take(from: ["--sockets", "/s", "admin", "status"]) == ["admin", "status"])
        #expect(LeadingSockets.take(from: ["--sockets", "/s", "--help"]) == ["--sockets", "/s", "--help"])
        #expect(LeadingSockets.take(from: ["ask", "--sockets", "/s"]) == ["ask", "--sockets", "/s"])
    }

    @Test("A name that is a formula to a spreadsheet is none on the sheet")
    func sheet() {
        let answer: JSONValue = [
            "asOf": "2026-05-01T00:00:00Z",
            "value": [["id": "=1+1", "value": 5], ["id": "'-x", "value": 4], ["id": "a,\"b", "value": 3]],
        ]
        #expect(
            CurationSheet.lines(answer).dropFirst() == [
                "'=1+1,,,,,,,2026-05-01,5,,", "''-x,,,,,,,2026-05-01,4,,", "\"a,\"\"b\",,,,,,,2026-05-01,3,,",
            ])
    }
}
