import Domain
import Frameworks
import Wire

extension Verdict {
    var json: JSONValue {
        [
            "framework": .string(framework), "name": .string(name), "version": .string(version),
            "label": .string(label), "outcome": outcome.json, "opens": opens.map { .bool($0) } ?? .null,
            "clauses": .array(clauses.map(\.json)),
            "next": next.map { step in
                [
                    "to": .string(step.to),
                    "steps": .array(
                        step.steps.map {
                            [
                                "component": $0.component.map { .integer(Int64($0.id)) } ?? .null,
                                "action": .string($0.action.rawValue), "text": .string($0.text),
                            ]
                        }),
                ]
            } ?? .null,
            "notes": .array(notes.map { .string($0) }),
        ]
    }
}

extension Outcome {
    var json: JSONValue {
        switch self {
        case .level(let level, let of): ["level": .integer(Int64(level)), "of": .integer(Int64(of))]
        case .decision(let isOpen): ["open": .bool(isOpen)]
        case .score(let points, let of): ["score": AskedState.number(points), "of": AskedState.number(of)]
        case .access(let access): ["access": .string(access.name)]
        case .none(let reason): ["reason": .string(reason)]
        }
    }

    /// In a word, for a list of changes.
    var word: String {
        switch self {
        case .level(let level, _): "level \(level)"
        case .decision(let isOpen): isOpen ? "open" : "not open"
        case .score(let points, _): AskedState.number(points).jsonText
        case .access(let access): access.name
        case .none: "nothing"
        }
    }
}

extension Clause {
    var json: JSONValue {
        [
            "id": .string(id), "text": .string(text), "met": .optional(met),
            "components": .array(components.map { .integer(Int64($0.id)) }), "reason": .string(reason),
        ]
    }
}

extension Frameworks.ComponentStatement {
    var json: JSONValue {
        [
            "source": .string(source), "at": .optional(at), "present": .bool(isPresent), "license": .optional(license),
            "writtenLicense": .optional(writtenLicense), "evidence": .optional(link),
            "strength": .string(strength.name),
        ]
    }
}
