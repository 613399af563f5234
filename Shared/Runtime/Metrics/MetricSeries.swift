import CoreMetrics
import Synchronization

/// One metric with its labels' values.
protocol MetricSeries: AnyObject, Sendable {
    func write(name: String, labels: MetricLabels, to text: inout String)
}

/// The types of the Prometheus format.
enum MetricKind: String { case counter, gauge, histogram }

/// A count that only grows.
final class CounterSeries: MetricSeries, CounterHandler {
    private let count = Atomic<Int64>(0)

    func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { count.store(0, ordering: .relaxed) }
    func write(name: String, labels: MetricLabels, to text: inout String) {
        text += "\(name)\(labels.text) \(count.load(ordering: .relaxed))\n"
    }
}

/// A sum that only grows.
final class FloatingPointCounterSeries: MetricSeries, FloatingPointCounterHandler {
    private let sum = AtomicDouble()

    func increment(by amount: Double) { sum.add(amount) }
    func reset() { sum.store(0) }
    func write(name: String, labels: MetricLabels, to text: inout String) {
        text += "\(name)\(labels.text) \(metricNumber(sum.load()))\n"
    }
}

/// A value that goes up and down.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    private let value = AtomicDouble()

    func set(_ value: Int64) { self.value.store(Double(value)) }
    func set(_ value: Double) { self.value.store(value) }
    func increment(by amount: Double) { value.add(amount) }
    func decrement(by amount: Double) { value.add(-amount) }
    func record(_ value: Int64) { self.value.store(Double(value)) }
    func record(_ value: Double) { self.value.store(value) }
    func write(name: String, labels: MetricLabels, to text: inout String) {
        text += "\(name)\(labels.text) \(metricNumber(value.load()))\n"
    }
}

/// How often values fell into each of a few fixed buckets.
final class HistogramSeries: MetricSeries, RecorderHandler, TimerHandler {
    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    /// - Parameter bounds: ascending upper bounds; a last bucket takes what is above them.
    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.sum += value
        }
    }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func write(name: String, labels: MetricLabels, to text: inout String) {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var total: UInt64 = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? metricNumber(bounds[index]) : "+Inf"
            text += "\(name)_bucket\(labels.text(with: "le", bound)) \(total)\n"
        }
        text += "\(name)_sum\(labels.text) \(metricNumber(sum))\n\(name)_count\(labels.text) \(total)\n"
    }
}

/// A floating point number that many threads add to.
final class AtomicDouble: Sendable {
    private let bits = Atomic<UInt64>(0)

    func load() -> Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
    func store(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }
    func add(_ amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}
