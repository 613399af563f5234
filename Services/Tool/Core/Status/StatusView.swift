import Presentation
import Wire

/// One screen: each service, how far it is, and what is known. Pure.
enum StatusView {
    static func lines(_ status: JSONValue, coverage: JSONValue?, width: Int? = nil) -> [String] {
        let services = ServiceState.all(status)
        var table = Table(columns: [
            .init(title: "service"), .init(title: "state"), .init(title: "batch", isRight: true),
            .init(title: "behind", isRight: true), .init(title: "memory", isRight: true),
        ])
        table.rows = services.map { service in
            [
                service.name, service.state, service.batch.map { Quantity.whole($0) } ?? "-",
                service.behind.map { Quantity.whole($0) } ?? "-",
                service.memoryBytes.map { "\(Quantity.whole($0 >> 20)) MiB" } ?? "-",
            ]
        }
        var lines = table.lines(width: width)
        lines += services.compactMap(\.trouble).map { "! \($0)" }
        lines.append("")
        lines += ValueView.aligned(facts(status, coverage), width: width)
        return lines
    }

    private static func facts(_ status: JSONValue, _ coverage: JSONValue?) -> [(String, String)] {
        func number(_ key: String) -> String? { status[key]?.whole.map { Quantity.whole($0) } }
        let asOf = status["asOf"]?.text.map { Plain.line($0) } ?? "nothing observed yet"
        var facts = [
            ("committed", number("committedBatch").map { "batch \($0)" } ?? "not known: the store does not answer"),
            ("epoch", "\(number("epoch") ?? "none"), up to batch \(number("epochBatch") ?? "none"), as of \(asOf)"),
        ]
        if case .bool(let stale)? = status["stale"] {
            facts.append(("answers", stale ? "stale: something newer may be committed" : "up to date"))
        }
        if let known = coverage?["value"], case .object = known {
            var parts: [String] = []
            func add(_ value: JSONValue?, _ noun: String) {
                if let count = value?.whole { parts.append("\(Quantity.whole(count)) \(noun)") }
            }
            add(known["models"], "models")
            add(known["placeholders"], "placeholders")
            add(known["edges"]?["total"], "edges")
            add(known["parents"], "parents")
            add(known["organizations"], "organizations")
            add(known["withoutLicense"], "models without a license")
            facts.append(("coverage", parts.joined(separator: ", ")))
        }
        return facts
    }
}
