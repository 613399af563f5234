/// Metrics of several programs as one page of the Prometheus text format (0.0.4): each family once, its samples told apart
/// by the label `service`. Pure.
struct Exposition {
    private struct Family {
        var help = ""
        var type = ""
        var samples: [String] = []
    }

    private var families: [String: Family] = [:]
    private var order: [String] = []

    /// Adds a program's page. What is no line of the format is left out.
    mutating func add(_ page: String, service: String) {
        var current = ""
        for line in page.split(separator: "\n") {
            if line.hasPrefix("# HELP ") || line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
                guard words.count > 2 else { continue }
                current = String(words[2])
                open(current)
                let text = words.count > 3 ? String(words[3]) : ""
                if line.hasPrefix("# HELP ") {
                    if families[current]?.help.isEmpty == true { families[current]?.help = text }
                } else {
                    // Two programs that mean different things by one name: the second's samples would lie.
                    if families[current]?.type.isEmpty == true { families[current]?.type = text }
                    if families[current]?.type != text { current = "" }
                }
            } else if !line.hasPrefix("#"), !current.isEmpty, let sample = Self.labelled(line, service) {
                families[current]?.samples.append(sample)
            }
        }
    }

    /// A family of our own.
    mutating func add(_ name: String, _ type: String, _ help: String, _ samples: [(service: String, value: String)]) {
        open(name)
        families[name]?.help = help
        families[name]?.type = type
        families[name]?.samples += samples.map { "\(name){service=\"\($0.service)\"} \($0.value)" }
    }

    /// The page, families by name.
    var text: String {
        var text = ""
        for name in order.sorted() {
            guard let family = families[name], !family.samples.isEmpty else { continue }
            if !family.help.isEmpty { text += "# HELP \(name) \(family.help)\n" }
            if !family.type.isEmpty { text += "# TYPE \(name) \(family.type)\n" }
            for sample in family.samples { text += sample + "\n" }
        }
        return text
    }

    private mutating func open(_ name: String) {
        guard families[name] == nil else { return }
        families[name] = Family()
        order.append(name)
    }

    /// `name{a="b"} 1` with one more label, the first.
    private static func labelled(_ line: Substring, _ service: String) -> String? {
        guard let end = line.firstIndex(where: { $0 == "{" || $0 == " " }) else { return nil }
        let name = line[..<end]
        let rest = line[line.index(after: end)...]
        return line[end] == "{" ? "\(name){service=\"\(service)\",\(rest)" : "\(name){service=\"\(service)\"} \(rest)"
    }
}
