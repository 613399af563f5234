import Columns
import Domain

/// What is known of an organisation beside its columns, as JSON text: who says where it is based, and what else was said.
struct OrganizationDetails {
    /// Nil where nobody has said anything.
    var json: String?

    /// - Parameters:
    ///   - ordered: each source's latest statement, the most trusted first.
    ///   - withCountry: those of them that name a country.
    init(
        _ ordered: [OrganizationStatement], _ withCountry: [OrganizationStatement], sources: [String], names: [String]
    ) {
        guard !ordered.isEmpty else { return }
        var members: [String] = []
        func add(_ key: String, _ value: String?) {
            if let value { members.append("\"\(key)\":\(value)") }
        }
        add("displayName", ordered.lazy.compactMap(\.name).first.map(JSONText.string))
        add("parent", ordered.lazy.compactMap(\.parent).first.map { JSONText.string(names[Int($0)]) })
        let aliases = Set(ordered.flatMap(\.aliases)).sorted()
        if !aliases.isEmpty { add("aliases", JSONText.array(aliases.map(JSONText.string))) }
        if let first = withCountry.first {
            add("countrySource", JSONText.string(sources[Int(first.source)]))
            add("countryAt", JSONText.string(Timestamp(microseconds: first.at).description))
            add("evidence", first.evidence.map(JSONText.string))
            let others = withCountry.dropFirst().filter { $0.country != first.country }
            if !others.isEmpty {
                add(
                    "contradicted",
                    JSONText.array(
                        others.map {
                            "{\"country\":\(JSONText.string($0.country!.name)),\"source\":"
                                + "\(JSONText.string(sources[Int($0.source)]))}"
                        }))
            }
        } else {
            add("evidence", ordered.lazy.compactMap(\.evidence).first.map(JSONText.string))
        }
        json = "{" + members.joined(separator: ",") + "}"
    }
}

/// JSON text of the few free-form details that scoring keeps; the wire has its own writers.
public enum JSONText {
    public static func string(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out + "\""
    }

    public static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
}
