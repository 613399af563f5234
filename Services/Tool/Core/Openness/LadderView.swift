import Presentation
import Wire

/// The answer of `openness.explain` in one screen: the verdicts, what is there, what is not, and the cheapest next step.
/// Pure.
enum LadderView {
    static func lines(_ result: JSONValue, width: Int) -> [String] {
        guard let value = result["value"], case .object = value else { return AnswerView.lines(result, width: width) }
        var lines = [head(result, value)]
        var table = Table(columns: [
            .init(title: "framework"), .init(title: "verdict"), .init(title: "cheapest next step"),
        ])
        for verdict in value["verdicts"]?.elements ?? [] {
            table.rows.append([
                "\(text(verdict["framework"])) \(text(verdict["version"]))", label(verdict), step(verdict),
            ])
        }
        lines += table.lines(width: width)
        lines.append("")
        lines += ValueView.aligned(components(value) + notes(value), width: width)
        lines += ValueView.aligned([("as of", time(result))], width: width)
        return lines
    }

    private static func head(_ result: JSONValue, _ value: JSONValue) -> String {
        let access = value["access"]
        var head = "\(text(value["id"])): \(text(access?["label"]))"
        if let license = access?["license"]?.string { head += ", \(Plain.line(license))" }
        if access?["gated"] == .bool(true) { head += ", gated" }
        if let source = access?["source"]?.string { head += " (\(Plain.line(source)))" }
        return head
    }

    /// The verdict in words; points rounded.
    private static func label(_ verdict: JSONValue) -> String {
        guard let score = verdict["outcome"]?["score"], let of = verdict["outcome"]?["of"] else {
            return text(verdict["label"])
        }
        return "\(ValueView.scalar(score)) of \(ValueView.scalar(of))"
    }

    /// What has to be done for the next rung, shortly: the numbers of the components.
    private static func step(_ verdict: JSONValue) -> String {
        guard let next = verdict["next"], next != .null else { return "-" }
        let steps = next["steps"]?.elements ?? []
        let words = steps.map { step -> String in
            let what = step["component"].flatMap { $0 == .null ? nil : ValueView.scalar($0) }
            return what.map { "\(text(step["action"])) \($0)" } ?? text(step["text"])
        }
        return "\(text(next["to"])): \(words.joined(separator: ", "))"
    }

    /// The components by state, each with its licence and who says so.
    private static func components(_ value: JSONValue) -> [(String, String)] {
        let evidence = value["evidence"]?.elements ?? []
        func named(_ state: String, detail: (JSONValue) -> String?) -> (String, String)? {
            let found = evidence.filter { $0["state"]?.string == state }.map { entry -> String in
                let detail = detail(entry).map { ", \($0)" } ?? ""
                return "\(text(entry["name"])) (\(ValueView.scalar(entry["component"] ?? .null))\(detail))"
            }
            return found.isEmpty ? nil : (state == "included" ? "open" : state, found.joined(separator: ", "))
        }
        func license(_ entry: JSONValue) -> String? {
            [entry["license"]?.string, entry["followed"]?["source"]?.string.map { "by \($0)" }]
                .compactMap { $0.map { Plain.line($0) } }.joined(separator: " ")
        }
        return [
            named("included", detail: license), named("invalid", detail: license), named("unlicensed", detail: license),
            named("missing", detail: { _ in nil }),
        ].compactMap { $0 }
    }

    private static func notes(_ value: JSONValue) -> [(String, String)] {
        let other = (value["alternatives"]?.elements ?? []).prefix(3).map {
            "\(text($0["source"])) on component \(ValueView.scalar($0["component"] ?? .null)) would make \(text($0["framework"])) "
                + "\(text($0["to"])) instead of \(text($0["from"]))"
        }
        let disagree = (value["disagreements"]?.elements ?? []).prefix(2).map {
            "\(text($0["open"])) says open, \(text($0["closed"])) does not: \(text($0["clause"]?["text"]))"
        }
        return other.map { ("would change", $0) } + disagree.map { ("disagree", $0) }
    }

    private static func time(_ result: JSONValue) -> String {
        let sources = (result["sources"]?.elements ?? []).map { ValueView.cell($0) }.joined(separator: ", ")
        let batch = result["knownAt"].map { ", known at batch \(ValueView.scalar($0))" } ?? ""
        return (result["asOf"]?.string ?? "nothing observed yet") + batch
            + (sources.isEmpty ? "" : "; sources \(sources)")
    }

    private static func text(_ value: JSONValue?) -> String {
        value.flatMap { $0 == .null ? nil : ValueView.scalar($0) } ?? "-"
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}
