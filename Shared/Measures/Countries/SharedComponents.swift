import Columns
import Domain

/// How many models share data, code and weights, of those of which anybody has said
/// so or the contrary: silence is no refusal.
public struct SharedComponents: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "components", unit: "share", "the models that share what is asked for, of those of which it is stated")

    /// What is shared, as groups of components of the Model Openness Framework: one of a group is enough.
    public enum Part: String, Sendable, CaseIterable {
        case weights, data, code, documentation
    }

    /// Described models that fulfil the conditions.
    public private(set) var models = 0
    /// Of these, with every part that is asked for stated, present or not.
    public private(set) var stated = 0
    /// Of these, with something present of every part that is asked for.
    public private(set) var sharing: [Int] = []
    /// Of all of them, with something present of each part.
    public private(set) var byPart: [Part: Int] = [:]

    /// - Parameter rows: which rows of the state are asked about; artifacts and placeholders do not count.
    public init(_ facts: Facts, _ world: World, parts: [Part], rows isAsked: (Int) -> Bool) {
        let order = SourceOrder(facts)
        let asOf = world.asOf == .null || world.asOf >= facts.newest ? Int64.max : world.asOf
        struct Key: Hashable {
            var row: Int32
            var component: Int16
        }
        var standing: [Key: ComponentStatement] = [:]
        for statement in facts.components {
            guard statement.at <= asOf, Int(statement.model) < world.rowOfId.count else { continue }
            let row = world.rowOfId[Int(statement.model)]
            guard row != .null else { continue }
            let key = Key(row: row, component: statement.component)
            guard let other = standing[key] else {
                standing[key] = statement
                continue
            }
            let wins =
                statement.source != other.source
                ? order.isBefore(statement.source, other.source)
                : (statement.at, statement.batch) >= (other.at, other.batch)
            if wins { standing[key] = statement }
        }
        var present: [Int: Set<Part>] = [:]
        var spoken: [Int: Set<Part>] = [:]
        for (key, statement) in standing {
            let parts = Self.parts(of: statement.component)
            spoken[Int(key.row), default: []].formUnion(parts)
            present[Int(key.row), default: []].formUnion(statement.isPresent ? parts : [])
        }
        for row in 0..<world.models.count where world.isModel(row) && isAsked(row) {
            models += 1
            guard let shared = present[row], let spoken = spoken[row] else { continue }
            for part in shared { byPart[part, default: 0] += 1 }
            guard parts.allSatisfy(spoken.contains) else { continue }
            stated += 1
            if parts.allSatisfy(shared.contains) { sharing.append(row) }
        }
        sharing.sort { world.models.name.isLess($0, $1) }
    }

    /// Which part a component belongs to, by its number in the framework.
    static func parts(of component: Int16) -> [Part] {
        guard let component = Component(rawValue: Int(component)) else { return [] }
        return Part.allCases.filter { $0.components.contains(component) }
    }
}

extension SharedComponents.Part {
    var components: Set<Component> {
        switch self {
        case .weights: [.finalParameters, .intermediateParameters]
        case .data: [.datasets]
        case .code: [.trainingCode, .preprocessingCode]
        case .documentation: [.technicalReport, .researchPaper]
        }
    }
}
