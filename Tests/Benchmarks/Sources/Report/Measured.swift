/// One quantity, measured several times.
struct Measured: Codable {
    var unit: String
    var values: [Double]

    var median: Double { Self.quantile(values.sorted(), 0.5) }

    /// Of values in ascending order; between two of them in proportion.
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard let last = sorted.last else { return .nan }
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        guard below + 1 < sorted.count else { return last }
        return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - Double(below))
    }

    /// The median and, of several, the smallest and the largest.
    var text: String {
        guard values.count > 1, let least = values.min(), let most = values.max() else { return Self.text(median) }
        return "\(Self.text(median)) (\(Self.text(least)) to \(Self.text(most)))"
    }

    /// Three significant digits.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        if value == 0 { return "0" }
        if abs(value) >= 1e6 { return "\(rounded(value / 1e6, 2)) M" }
        if abs(value) >= 1e4 { return "\(rounded(value / 1e3, 1)) k" }
        return rounded(value, abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 4)
    }

    static func rounded(_ value: Double, _ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = (value * scale).rounded() / scale
        return digits == 0 ? "\(Int(whole))" : "\(whole)"
    }
}
