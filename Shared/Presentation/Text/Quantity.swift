/// Numbers for people.
public enum Quantity {
    /// With the thousands set off: `13,317`.
    public static func whole(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var out = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return value < 0 ? "-" + out : out
    }

    /// Six significant digits at most; what is whole, whole.
    public static func real(_ value: Double) -> String {
        if let whole = Int64(exactly: value), value.magnitude < 1e15 { return Self.whole(whole) }
        var scale = 1.0
        var places = 0
        while (value.magnitude * scale) < 100_000, places < 9 {
            scale *= 10
            places += 1
        }
        let rounded = (value * scale).rounded() / scale
        return "\(rounded)"
    }

    /// `61.0 %`.
    public static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded()
        guard tenths.isFinite, tenths.magnitude < 1e15 else { return "\(share)" }
        let whole = Int64(tenths)
        // A whole part of 0 has no sign of its own.
        return "\(whole < 0 ? "-" : "")\(whole.magnitude / 10).\(whole.magnitude % 10) %"
    }

    /// `1:05`, `2:03:09`.
    public static func clock(seconds: Int) -> String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
    }

    /// `1 record`, `2 records`.
    public static func count(_ value: some BinaryInteger, _ noun: String) -> String {
        "\(whole(value)) \(noun)\(value == 1 ? "" : "s")"
    }
}
