import Columns
import Domain

/// The band of a figure over the choices that were open.
public struct Sensitivity: Sendable, Equatable {
    public static let measure = MeasureDefinition(
        "sensitivity", unit: "that of the figure", "how far a figure depends on choices that were open")
    public static let definition = measure.id

    /// The least and the greatest value.
    public let minimum: Double
    public let maximum: Double

    /// The band over values; nil without any.
    public init?(_ values: [Double]) {
        guard let least = values.min(), let greatest = values.max() else { return nil }
        minimum = least
        maximum = greatest
    }
}

extension World {
    /// The same state with every unknown and unreviewed country taken for one: all of them to one side.
    public func countingUnknown(as country: Country) -> World {
        var world = self
        for row in world.models.country.indices where !world.models.country[row].isKnown {
            world.models.country[row] = country
        }
        for row in world.organizations.country.indices where !world.organizations.country[row].isKnown {
            world.organizations.country[row] = country
        }
        for (row, countries) in world.joint.replaceCountries({ $0.isKnown ? $0 : country }) where countries.count == 1 {
            world.models.country[Int(row)] = countries[0]
            world.models.flags[Int(row)].remove(.jointRelease)
        }
        return world
    }

    /// Whether any model is of unknown or unreviewed country.
    public var hasUnknownCountries: Bool {
        models.country.contains { !$0.isKnown } || joint.countries.values.contains { $0.contains { !$0.isKnown } }
    }

    /// Edges whose child's name contradicts their relation: a finetune called FP8.
    public var contradictedEdges: Int {
        (0..<graph.nodeCount).reduce(0) { sum, child in
            guard models.flags[child].contains(.relationContradicted) else { return sum }
            return sum + graph.parentRange(child).count { graph.relations[$0] == .finetune }
        }
    }

    /// The same state with those edges taken as what the name says (quantised), or left out (nil).
    public func countingContradicted(as relation: Relation?) -> World {
        var starts: [Int32] = [0]
        starts.reserveCapacity(graph.nodeCount + 1)
        var parents: [Int32] = []
        var relations: [Relation] = []
        for child in 0..<graph.nodeCount {
            let isFlagged = models.flags[child].contains(.relationContradicted)
            for edge in graph.parentRange(child) {
                if isFlagged, graph.relations[edge] == .finetune {
                    guard let relation else { continue }
                    relations.append(relation)
                } else {
                    relations.append(graph.relations[edge])
                }
                parents.append(graph.parents[edge])
            }
            starts.append(Int32(parents.count))
        }
        var world = self
        world.graph = Graph(parentStarts: starts, parents: parents, relations: relations)
        world.descendants = Descendants(world.graph.filtered(\.isWeightsOrUnknown))
        world.models.derivatives = world.descendants.direct
        world.models.descendants = world.descendants.transitive
        return world
    }
}
