import CoreMetrics
import Synchronization

/// Keeps a program's metrics and shows them in the Prometheus text format.
///
///     let metrics = MetricsRegistry()
///     let lines = Counter(label: "groundswell_ingest_lines_total", factory: metrics)
///     lines.increment(by: block.count)
///     ...
///     metrics.exposition()
///
/// Names are adapted to the format: characters it does not know become `_`, counters end in `_total`, timers in
/// `_seconds`. Asking twice for the same name and labels gives the same metric.
public final class MetricsRegistry: MetricsFactory, Sendable {
    /// Upper bounds of the buckets of timers, in seconds: 50 microseconds to 10 seconds.
    public static let latencyBuckets: [Double] = [
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    /// Upper bounds of the buckets of recorders: powers of four up to 16 million.
    public static let sizeBuckets: [Double] = (0...12).map { Double(1 << (2 * $0)) }

    struct Family {
        let kind: MetricKind
        var series: [MetricLabels: any MetricSeries] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var help: [String: String] = [:]
        var buckets: [String: [Double]] = [:]
    }

    private let state = Mutex(State())

    /// An empty registry.
    public init() {}

    /// Says what a metric means, and for histograms where its buckets end. Before its first use.
    public func describe(_ name: String, _ help: String, buckets: [Double]? = nil) {
        state.withLock {
            $0.help[name] = help
            if let buckets { $0.buckets[name] = buckets.sorted() }
        }
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, .counter, dimensions) { _ in CounterSeries() }
    }

    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, .counter, dimensions) { _ in FloatingPointCounterSeries() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, .gauge, dimensions) { _ in GaugeSeries() }
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return series(label, .gauge, dimensions) { _ in GaugeSeries() } }
        return series(label, .histogram, dimensions) { HistogramSeries(bounds: $0 ?? Self.sizeBuckets) }
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let name = label.hasSuffix("_seconds") ? label : label + "_seconds"
        return series(name, .histogram, dimensions) { HistogramSeries(bounds: $0 ?? Self.latencyBuckets) }
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    /// All metrics in the Prometheus text format, version 0.0.4, with the process's own.
    public func exposition() -> String {
        let (families, help) = state.withLock { ($0.families, $0.help) }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            writeHeader(name, help[name] ?? "Not described.", family.kind, to: &text)
            for (labels, series) in family.series.sorted(by: { $0.key.text < $1.key.text }) {
                series.write(name: name, labels: labels, to: &text)
            }
        }
        writeProcessMetrics(to: &text)
        return text
    }

    private func series<Series: MetricSeries>(
        _ label: String, _ kind: MetricKind, _ dimensions: [(String, String)], _ make: ([Double]?) -> Series
    ) -> Series {
        var name = metricName(label)
        if kind == .counter, !name.hasSuffix("_total") { name += "_total" }
        let labels = MetricLabels(dimensions)
        return state.withLock { state in
            // The same name as another kind would make the whole page invalid, so it gets its kind as a suffix.
            if let family = state.families[name], family.kind != kind || !family.holds(Series.self) {
                name += "_" + String(describing: Series.self).lowercased()
            }
            if let known = state.families[name]?.series[labels] as? Series { return known }
            let made = make(state.buckets[name] ?? state.buckets[label])
            state.families[name, default: Family(kind: kind)].series[labels] = made
            return made
        }
    }

    private func remove(_ handler: AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                for (labels, series) in family.series where series === handler {
                    state.families[name]?.series[labels] = nil
                }
            }
        }
    }
}

extension MetricsRegistry.Family {
    func holds<Series: MetricSeries>(_ type: Series.Type) -> Bool { series.values.allSatisfy { $0 is Series } }
}
