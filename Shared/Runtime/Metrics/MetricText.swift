/// Labels in the Prometheus text format, sorted by name.
struct MetricLabels: Hashable {
    private let inner: String

    init(_ dimensions: [(String, String)]) {
        inner =
            dimensions.map { (metricName($0.0, colons: false), $0.1) }.sorted { $0 < $1 }
            .map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    }

    /// `{name="value",...}` or nothing.
    var text: String { inner.isEmpty ? "" : "{\(inner)}" }

    /// The same with one more.
    func text(with name: String, _ value: String) -> String {
        "{\(inner)\(inner.isEmpty ? "" : ",")\(name)=\"\(Self.escaped(value))\"}"
    }

    private static func escaped(_ value: String) -> String {
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// A name the format knows: letters, digits, `_`, for metrics also `:`; never a digit first.
func metricName(_ name: String, colons: Bool = true) -> String {
    var result = ""
    for byte in name.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            result.unicodeScalars.append(Unicode.Scalar(byte))
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            if result.isEmpty { result = "_" }
            result.unicodeScalars.append(Unicode.Scalar(byte))
        case UInt8(ascii: ":") where colons: result += ":"
        default: result += "_"
        }
    }
    return result.isEmpty ? "_" : result
}

/// A number as the format writes it: whole numbers without a fraction.
func metricNumber(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
    return "\(value)"
}

/// The two lines above a family.
func writeHeader(_ name: String, _ help: String, _ kind: MetricKind, to text: inout String) {
    let line = help.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
        .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    text += "# HELP \(name) \(line)\n# TYPE \(name) \(kind.rawValue)\n"
}
