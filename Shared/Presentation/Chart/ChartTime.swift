import Domain

/// Times as days since 1970, and back.
enum ChartTime {
    static func days(_ text: String) -> Double? {
        Timestamp(text).map { Double($0.microseconds) / Double(Timestamp.microsecondsPerDay) }
    }

    static func date(_ days: Double) -> String {
        String(
            Timestamp(microseconds: Int64(days.rounded(.down)) * Timestamp.microsecondsPerDay).description.prefix(10))
    }
}

/// Marks of an axis at round numbers.
enum ChartScale {
    /// Round values from zero or below up to at least the greatest, about five.
    static func marks(_ least: Double, _ greatest: Double, isCount: Bool = false) -> [Double] {
        let low = min(least, 0)
        let span = max(greatest, 0) - low
        guard span > 0, span.isFinite else { return [0, 1] }
        var step = 1.0
        while step * 5 < span { step *= 10 }
        while step * 5 / 10 >= span { step /= 10 }
        for factor in [0.2, 0.5] where step * factor * 5 >= span {
            step *= factor
            break
        }
        if isCount { step = max(step, 1) }
        var marks: [Double] = []
        var n = (low / step).rounded(.down)
        while true {
            marks.append(n * step)
            if n * step >= greatest || marks.count > 20 { return marks }
            n += 1
        }
    }

    /// A number as an axis shows it.
    static func shown(_ value: Double, isShare: Bool) -> String {
        isShare ? Quantity.percent(value) : Quantity.real((value * 1e9).rounded() / 1e9)
    }
}
