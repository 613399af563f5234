import Presentation
import Wire

/// An answer for people: the value, then what lets somebody check it. Pure.
enum AnswerView {
    /// The lines of any result; `width` is the terminal's, nil where nothing is to be cut.
    ///
    /// - Parameter hasParts: with what an answer says beside its value and the envelope.
    static func lines(_ result: JSONValue, width: Int? = nil, hasParts: Bool = true) -> [String] {
        // What has a value and a definition is the envelope of an analytical answer.
        guard result["value"] != nil, result["definition"] != nil else { return ValueView.lines(result, width: width) }
        var lines = value(result, width: width)
        if hasParts { lines += parts(result, width: width) }
        lines.append("")
        lines += pairs(result, width: width)
        return lines
    }

    private static func value(_ result: JSONValue, width: Int?) -> [String] {
        let unit = result["unit"]?.text.map { Plain.line($0) } ?? ""
        switch result["value"] ?? .null {
        case .null: return ["no answer: \(Plain.line(result["reason"]?.text ?? "no reason was given"))"]
        case .array(let elements) where elements.isEmpty: return ["nothing (\(unit))"]
        case .array(let elements) where unit == "share":
            return ValueView.lines(.array(elements.map(ValueView.inPercent)), width: width)
        case .array, .object: return ValueView.lines(result["value"] ?? .null, width: width)
        case .number(let share) where unit == "share":
            return ["\(Quantity.real(share)) (\(Quantity.percent(share)))"]
        case let scalar: return ["\(ValueView.scalar(scalar)) \(unit)"]
        }
    }

    /// What every analytical answer has; the rest is the method's own.
    private static let envelope: Set<String> = [
        "value", "unit", "asOf", "knownAt", "epoch", "definition", "parameters", "numerator", "denominator",
        "denominatorText", "coverage", "reason", "sources", "cursor",
    ]

    /// What the method says beside the value: a course, bounds, how much could be replaced.
    private static func parts(_ result: JSONValue, width: Int?) -> [String] {
        guard case .object(let members) = result else { return [] }
        let own = members.filter { !envelope.contains($0.key) && $0.value != .null && $0.value != .array([]) }
        guard !own.isEmpty else { return [] }
        return [""] + ValueView.lines(.object(own), width: width)
    }

    /// The envelope around the value.
    private static func pairs(_ result: JSONValue, width: Int?) -> [String] {
        var pairs: [(String, String)] = []
        func add(_ name: String, _ text: String?) { if let text, !text.isEmpty { pairs.append((name, text)) } }
        func shown(_ key: String) -> String? {
            result[key].flatMap { $0 == .null ? nil : ValueView.scalar($0) }
        }
        if let denominator = shown("denominator") {
            let numerator = shown("numerator").map { "\($0) of " } ?? ""
            let text = result["denominatorText"]?.text.map { " " + Plain.line($0) } ?? ""
            add("counted", "\(numerator)\(denominator)\(text)")
        } else {
            add("counted", result["denominatorText"]?.text.map { Plain.line($0) })
        }
        switch result["coverage"] {
        case .number(let coverage)?: add("coverage", Quantity.percent(coverage))
        case .integer(let coverage)?: add("coverage", Quantity.percent(Double(coverage)))
        default: break
        }
        if result["value"] != .null { add("reason", shown("reason")) }
        if case .array? = result["value"] { add("unit", shown("unit")) }
        let epoch = shown("epoch").map { ", epoch \($0)" } ?? ""
        let batch = shown("knownAt").map { ", known at batch \($0)" } ?? ""
        add("as of", (shown("asOf") ?? "nothing observed yet") + batch + epoch)
        add("definition", shown("definition"))
        if case .object(let members)? = result["parameters"], !members.isEmpty {
            add(
                "parameters",
                members.map { "\($0.key) \(ValueView.cell($0.value, key: $0.key))" }.joined(separator: ", "))
        }
        if case .array(let sources)? = result["sources"], !sources.isEmpty {
            add("sources", sources.map { ValueView.cell($0) }.joined(separator: ", "))
        }
        add("next page", shown("cursor").map { "--cursor \($0)" })
        return ValueView.aligned(pairs, width: width)
    }
}
