import Domain
import Frameworks
import Presentation
import Sources
import Wire

/// What the frameworks say of one release. Pure.
struct JudgedRelease {
    let name: String
    let evidence: Evidence
    let mof: MOF.Evaluation
    let osaid: Verdict
    let g7: Int
    let axes: OpennessAxes

    init(_ release: MOFRelease) {
        name = release.name
        evidence = Self.evidence(release)
        mof = MOF.evaluate(evidence)
        osaid = OSAID.verdict(on: evidence)
        g7 = G7Levels.level(evidence.states)
        axes = OpennessAxes(evidence.states)
    }

    /// The file's entries as the frameworks read them, its own licences behind them.
    static func evidence(_ release: MOFRelease) -> Evidence {
        let licenses = release.licenses
        return Evidence(
            statements: release.entries.map {
                ComponentStatement(
                    component: $0.component, license: $0.license, source: MOFAdapter.format, link: $0.path)
            },
            defaults: [
                MOFAdapter.format: LicenseDefaults(
                    code: licenses.code, data: licenses.data, document: licenses.document,
                    distribution: licenses.distribution)
            ],
            unknownComponents: release.unknownComponents)
    }

    /// The line of the contract.
    func json(file: String) -> JSONValue {
        let classification = mof.classification
        func ids(_ components: [Component]) -> JSONValue {
            .array(components.sorted().map { .integer(Int64($0.id)) })
        }
        return [
            "file": .string(file), "name": .string(name),
            "mof": [
                "class": .integer(Int64(classification.mofClass)),
                "progress": .object((1...3).map { .init("\($0)", Self.number(classification.progress($0))) }),
                "missing": ids(classification.missing), "invalid": ids(classification.invalid),
                "unlicensed": ids(classification.unlicensed),
                "warnings": .array(mof.warnings.map { .string($0.description) }),
            ],
            "osaid": [
                "open": .bool(osaid.opens == true), "failed": .array(osaid.failedClauses.map { .string($0.id) }),
            ],
            "g7": ["level": .integer(Int64(g7))],
            "axes": ["weights": Self.number(axes.weights), "science": Self.number(axes.science)],
        ]
    }

    /// The same for people.
    func lines(file: String, width: Int?) -> [String] {
        let classification = mof.classification
        func named(_ components: [Component]) -> String {
            components.sorted().map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
        }
        func percent(_ k: Int) -> String { Quantity.percent(classification.progress(k) / 100) }
        var pairs: [(String, String)] = [
            (
                "MOF",
                "\(MOFClassification.label(classification.mofClass)); class III \(percent(3)), II \(percent(2)), I "
                    + percent(1)
            ),
            ("included", named(evidence.states.components(.included))),
            ("missing", named(classification.missing)), ("invalid", named(classification.invalid)),
            ("unlicensed", named(classification.unlicensed)),
        ]
        if classification.mofClass != 1 {
            let next = classification.mofClass == 0 ? 3 : classification.mofClass - 1
            pairs.append(("for class \(Self.roman(next))", "open " + named(classification.distance(to: next))))
        }
        let failed = osaid.failedClauses.map { "\($0.id) (\($0.reason))" }.joined(separator: "; ")
        pairs.append(("OSAID", osaid.label + (failed.isEmpty ? "" : ": " + failed)))
        pairs.append(("G7", "level \(g7), \(G7Levels.labels[g7])"))
        pairs.append(("axes", "weights \(Quantity.real(axes.weights)), science \(Quantity.real(axes.science))"))
        pairs += mof.warnings.map { ("warning", $0.description) }
        return [Plain.line("\(name) (\(file))")]
            + ValueView.aligned(
                pairs.filter { !$0.1.isEmpty }.map { ($0.0, Plain.line($0.1)) }, width: width, indent: 2)
    }

    private static func roman(_ mofClass: Int) -> String { String(repeating: "I", count: mofClass) }

    /// Whole figures without a fraction.
    private static func number(_ value: Double) -> JSONValue {
        value == value.rounded() ? .integer(Int64(value)) : .number(value)
    }
}
