import Foundation

/// What was measured, and beside what.
struct Row: Codable {
    enum Goal: Codable {
        case atLeast(Double)
        case atMost(Double)
        case between(Double, Double)
    }

    var section: String
    var what: String
    var ours: Measured
    var reference: String?
    var theirs: Measured?
    /// On the ratio where there is a reference, else on our median.
    var goal: Goal?

    var ratio: Double? { theirs.map { ours.median / $0.median } }

    var isMet: Bool? {
        let value = ratio ?? ours.median
        return switch goal {
        case .atLeast(let least): value >= least
        case .atMost(let most): value <= most
        case .between(let least, let most): value >= least && value <= most
        case nil: nil
        }
    }

    fileprivate var goalText: String {
        guard let goal, let isMet else { return "" }
        let bound =
            switch goal {
            case .atLeast(let value): ">= \(Measured.text(value))"
            case .atMost(let value): "<= \(Measured.text(value))"
            case .between(let least, let most): "\(Measured.text(least)) to \(Measured.text(most))"
            }
        return "\(bound): \(isMet ? "met" : "missed")"
    }
}

/// The one table of a run.
struct Report: Codable {
    /// The layout of the JSON.
    var version = 1
    var size: String
    var seed: UInt64
    var machine: [String: String]
    var rows: [Row] = []
    /// Values that both sides computed: what, and whether they agree.
    var checks: [String: Bool] = [:]
    var notes: [String] = []

    /// Tells whether ours and theirs came to the same.
    mutating func check(_ what: String, _ isSame: Bool) {
        checks[what] = (checks[what] ?? true) && isSame
        if !isSame { say("DIFFERENT: \(what)") }
    }

    var isEqual: Bool { checks.values.allSatisfy { $0 } }

    var markdown: String {
        var text = "# groundswell benchmarks, size \(size), seed \(seed)\n\n"
        text += machine.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ") + "\n\n"
        text += "Medians, with the smallest and the largest of the repetitions. Ratio: groundswell / reference.\n"
        let sections = rows.reduce(into: [String]()) { if !$0.contains($1.section) { $0.append($1.section) } }
        for section in sections {
            text +=
                "\n## \(section)\n\n| what | groundswell | reference | | unit | ratio | goal |\n|---|---|---|---|---|---|---|\n"
            for row in rows where row.section == section {
                let cells = [
                    row.what, row.ours.text, row.reference ?? "", row.theirs?.text ?? "", row.ours.unit,
                    row.ratio.map(Measured.text) ?? "", row.goalText,
                ]
                text += "| \(cells.joined(separator: " | ")) |\n"
            }
        }
        text += "\nSame results as the references: "
        text += checks.isEmpty ? "nothing to compare" : isEqual ? "all \(checks.count)" : "NO"
        for (what, isSame) in checks.sorted(by: { $0.key < $1.key }) {
            text += "\n- \(what): \(isSame ? "same" : "DIFFERENT")"
        }
        for note in notes { text += "\n- note: \(note)" }
        return text + "\n"
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try encoder.encode(self)
    }
}

/// The machine a run was made on.
enum Machine {
    static func describe() -> [String: String] {
        let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }?
            .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return [
            "processor": model ?? "unknown", "cores": "\(ProcessInfo.processInfo.activeProcessorCount)",
            "memory": "\(ProcessInfo.processInfo.physicalMemory >> 30) GiB",
            "load before": String(load.prefix { $0 != " " }),
        ]
    }
}
