import Testing
import Wire

@testable import ToolCore

/// What the doctor makes of what it is told, where a real service would have to be brought far to say it.
@Suite("Parts of the doctor")
struct DoctorPartsTests {
    private func found(_ status: JSONValue) -> [DoctorReport.Finding] {
        var report = DoctorReport()
        ServicesCheck.run(status, &report)
        return report.findings
    }

    @Test("Clocks may differ by five seconds, no more")
    func clocks() {
        var report = DoctorReport()
        StoreCheck.clock(ours: 1_000, theirs: 1_005, &report)
        #expect(report.findings.isEmpty && report.sound == 1)
        StoreCheck.clock(ours: 1_000, theirs: 1_006, &report)
        StoreCheck.clock(ours: 1_006, theirs: 1_000, &report)
        #expect(report.findings.map(\.code) == ["clock.differs", "clock.differs"])
        #expect(report.findings.first?.problem.contains("6 s") == true)
    }

    @Test("Answers a thousand batches behind are found, fewer are the way things go")
    func behind() {
        #expect(found(["committedBatch": 1_500, "epochBatch": 500]).isEmpty)
        let findings = found(["committedBatch": 1_501, "epochBatch": 500])
        #expect(findings.map(\.code) == ["scoring.behind"])
        #expect(findings.first?.problem.contains("1001 batches") == true)
    }

    @Test("Records that were set aside are found")
    func setAside() {
        #expect(found(["services": ["scoring": ["state": "serving", "setAside": []]]]).isEmpty)
        let findings = found([
            "services": ["scoring": ["state": "serving", "setAside": [["batch": 3, "low": 1, "high": 1]]]]
        ])
        #expect(findings.map(\.code) == ["records.setAside"])
    }

    @Test(
        "What a service complains of names what mends it",
        arguments: [
            ("FATAL:  Peer authentication failed for user \"groundswell_ingest\"", "pg_ident.conf"),
            ("FATAL:  database \"groundswell\" does not exist", "groundswell admin setup"),
            ("the schema is older; run 'groundswell admin migrate'", "groundswell admin migrate"),
            ("FATAL:  sorry, too many clients already", "max_connections"),
            ("connection refused", "systemctl start postgresql"),
        ])
    func fixes(problem: String, fix: String) {
        let findings = found([
            "services": ["ingest": ["state": "waiting", "store": ["connected": false, "problem": .string(problem)]]]
        ])
        #expect(findings.map(\.code) == ["service.store"])
        #expect(findings.first?.fix.contains(fix) == true)
    }
}
