import Domain

/// Model Openness Framework: the class as the public Model Openness Tool computes it.
public enum MOF: Framework {
    public static let id = "mof"
    public static let name = "Model Openness Framework"
    /// Framework 1.0 as evaluated by the public tool in 2026.
    public static let version = "1.0"

    /// Class, progress and lists, with the warnings.
    public struct Evaluation: Sendable {
        public var classification: MOFClassification
        public var warnings: [MOFWarning]
    }

    public static func evaluate(_ evidence: Evidence) -> Evaluation {
        Evaluation(classification: MOFClassification(evidence.states), warnings: warnings(evidence))
    }

    public static func verdict(on evidence: Evidence) -> Verdict {
        let classification = MOFClassification(evidence.states)
        let clauses = [3, 2, 1].map { k -> Clause in
            let open = classification.distance(to: k)
            return Clause(
                id: "class\(k)", text: MOFClassification.label(k), met: classification.progress(k) / 100,
                components: open,
                reason: open.isEmpty
                    ? "complete"
                    : "to be opened: " + open.map { $0.described(classification.states) }.joined(separator: ", "))
        }
        let next = classification.mofClass == 0 ? 3 : classification.mofClass - 1
        return Verdict(
            framework: self, outcome: .level(classification.mofClass == 0 ? 0 : 4 - classification.mofClass, of: 3),
            label: MOFClassification.label(classification.mofClass), opens: classification.mofClass != 0,
            clauses: clauses,
            next: next == 0
                ? nil
                : NextStep(
                    to: MOFClassification.label(next),
                    steps: classification.distance(to: next).map { Step($0, classification.states) }),
            notes: warnings(evidence).map(\.description))
    }

    private static func warnings(_ evidence: Evidence) -> [MOFWarning] {
        var warnings: [MOFWarning] = []
        var read = evidence.states
        var readings: [(Component, String, String)] = []
        for settled in evidence.components {
            guard let license = settled.license, settled.state.isPresent else { continue }
            let component = settled.component
            if settled.state == .included {
                if !MOFLicenses.isUsual(license, for: component.contentType) {
                    warnings.append(MOFWarning(code: .unusualLicenseType, component: component, text: license))
                }
            } else if let reading = MOFLicenses.openReading(of: license) {
                read[component] = .included
                readings.append((component, license, reading))
            }
        }
        let classIfRead = MOFClassification(read).mofClass
        warnings += readings.map { component, license, reading in
            MOFWarning(
                code: .licenseReadsOpen, component: component, text: license, reading: reading,
                classIfRead: classIfRead)
        }
        warnings += evidence.unknownComponents.map { MOFWarning(code: .unknownComponent, text: $0) }
        return warnings + repeated(evidence)
    }

    private static func repeated(_ evidence: Evidence) -> [MOFWarning] {
        struct Entry: Hashable {
            var component: Component
            var source: String
            var at: Timestamp?
        }
        let entries = Dictionary(grouping: evidence.statements) {
            Entry(component: $0.component, source: $0.source, at: $0.at)
        }
        return entries.filter { $0.value.count > 1 }.keys
            .sorted { ($0.component, $0.source) < ($1.component, $1.source) }
            .map { MOFWarning(code: .repeatedComponent, component: $0.component, text: $0.source) }
    }
}
