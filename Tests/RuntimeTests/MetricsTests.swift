import Glibc
import Metrics
import Testing

@testable import Runtime

@Suite("Metrics")
struct MetricsTests {
    @Test("counters, gauges and histograms in the text format")
    func exposition() {
        let metrics = MetricsRegistry()
        metrics.describe("lines_total", "Lines \\ received.\nAll.")
        metrics.describe("answer_seconds", "Answers.", buckets: [0.1, 1])
        Counter(label: "lines_total", dimensions: [("code", "a\"b\\c\nd"), ("a", "1")], factory: metrics).increment(
            by: 3)
        Counter(label: "lines_total", dimensions: [("a", "1"), ("code", "a\"b\\c\nd")], factory: metrics).increment()
        Gauge(label: "queue.depth", factory: metrics).record(2.5)
        let timer = Timer(label: "answer", factory: metrics)
        for nanoseconds in [50_000_000, 500_000_000, 5_000_000_000] as [Int64] { timer.recordNanoseconds(nanoseconds) }
        let text = metrics.exposition()
        let expected = """
            # HELP answer_seconds Answers.
            # TYPE answer_seconds histogram
            answer_seconds_bucket{le="0.1"} 1
            answer_seconds_bucket{le="1"} 2
            answer_seconds_bucket{le="+Inf"} 3
            answer_seconds_sum 5.55
            answer_seconds_count 3
            # HELP lines_total Lines \\\\ received.\\nAll.
            # TYPE lines_total counter
            lines_total{a="1",code="a\\"b\\\\c\\nd"} 4
            # HELP queue_depth Not described.
            # TYPE queue_depth gauge
            queue_depth 2.5

            """
        #expect(text.hasPrefix(expected), "\(text)")
    }

    @Test("the process tells its memory and its start")
    func process() throws {
        let text = MetricsRegistry().exposition()
        func value(_ name: String) throws -> Double {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
            return try #require(Double(line.dropFirst(name.count + 1)))
        }
        #expect(try value("process_resident_memory_bytes") > 1_000_000)
        let start = try value("process_start_time_seconds")
        #expect(start <= Double(time(nil)) + 1 && start > Double(time(nil)) - 86400)
    }

    @Test("a name used as two kinds keeps both, and the page valid")
    func conflict() {
        let metrics = MetricsRegistry()
        Gauge(label: "x_total", factory: metrics).record(1)
        Counter(label: "x", factory: metrics).increment()
        let text = metrics.exposition()
        #expect(text.contains("# TYPE x_total gauge\nx_total 1\n"))
        #expect(text.contains("\nx_total_counterseries 1\n"))
    }

    @Test("many threads count without losing any")
    func threads() async {
        let metrics = MetricsRegistry()
        let counter = Counter(label: "n", factory: metrics)
        let meter = Meter(label: "m", factory: metrics)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<10_000 {
                        counter.increment()
                        meter.increment(by: 1)
                    }
                }
            }
        }
        #expect(metrics.exposition().contains("n_total 40000\n"))
        #expect(metrics.exposition().contains("m 40000\n"))
    }
}
