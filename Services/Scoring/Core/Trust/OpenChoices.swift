import Domain
import Measures
import Wire

/// The choices that a figure leaves open, each with its variants: what the method's definition accepts, and what the
/// state does not know.
struct OpenChoices {
    enum Choice: String, CaseIterable { case countries, relations, attribution, scope, flagged, sources }

    /// One way in which it could have been asked.
    struct Variant: Sendable {
        var choice: Choice
        /// What is different, in words.
        var name: String
        var figure: Figure
        var changed: (@Sendable (AskedState) async throws -> AskedState)?
    }

    /// What is tried where the asker names nothing: a scope is another question rather than another answer.
    static let usual: [Choice] = [.countries, .relations, .attribution, .flagged, .sources]

    let figure: Figure
    let state: AskedState
    let past: PastStates

    /// The variants of some choices, in a fixed order.
    func variants(_ choices: [Choice]) throws(RPCError) -> [Variant] {
        var variants: [Variant] = []
        for choice in Choice.allCases where choices.contains(choice) {
            switch choice {
            case .countries: variants += try countries() + contradicted()
            case .relations: variants += try relations()
            case .attribution, .scope: variants += try words(choice)
            case .flagged: variants += try flagged()
            case .sources: variants += sources()
            }
        }
        return variants
    }

    private func parameter(_ name: String) -> ParameterDefinition? {
        figure.definition.parameters.first { $0.name == name }
    }

    /// Where sources contradict each other on the country of organisations: each that lost is believed in its turn.
    private func contradicted() -> [Variant] {
        state.world.sourcesContradictedOnCountries.map { name in
            Variant(
                choice: .countries, name: "where sources contradict each other on a country, \(name) is right",
                figure: figure,
                changed: { [past] state in
                    guard let source = state.facts.sources.firstIndex(of: name) else { return state }
                    let facts = try await past.compute { state.facts.believingOnCountries(source: Int16(source)) }
                    let asOf = state.world.asOf == .null ? nil : state.world.asOf
                    return AskedState(
                        world: try await past.derive(facts, asOf: asOf, gains: state.world.models.hasGains),
                        facts: facts, epoch: state.epoch)
                })
        }
    }

    /// Unknown and unreviewed countries to each country that the question names, and to none of them.
    private func countries() throws(RPCError) -> [Variant] {
        guard state.world.hasUnknownCountries else { return [] }
        var named: Set<String> = []
        let used = try figure.parameters
        for parameter in figure.definition.parameters {
            switch parameter.type {
            case .country: named.formUnion([used.string(parameter.name)].compactMap { $0 })
            case .list(.country): named.formUnion(used.strings(parameter.name) ?? [])
            default: break
            }
        }
        if let key = figure.key { named.insert(key) }
        let sides = named.compactMap(Country.init(name:)).filter { $0.isKnown && $0 != .other } + [.other]
        return sides.sorted { $0.name < $1.name }.map { side in
            Variant(
                choice: .countries, name: "unknown and unreviewed countries are \(side.name)", figure: figure,
                changed: { state in
                    AskedState(
                        world: state.world.countingUnknown(as: side), facts: state.facts, epoch: state.epoch)
                })
        }
    }

    /// All relations, those of weights alone, and each by itself; of data lineage each of its relations by itself.
    private func relations() throws(RPCError) -> [Variant] {
        guard case .list(.word(let words))? = parameter("relations")?.type else { return [] }
        let used = try figure.parameters
        let lineage = used.string("lineage")
        let weights = Relation.allCases.filter(\.isWeightsOrUnknown).map(\.name)
        let stated = weights.filter { $0 != Relation.unknown.name }
        var sets: [(name: String, words: [String])] = []
        if lineage == "data" {
            for word in words where !weights.contains(word) { sets.append(("only \(word)", [word])) }
        } else {
            sets.append(("every relation", words))
            sets.append(("weight relations, without unknown", words.filter(stated.contains)))
            for word in words where stated.contains(word) { sets.append(("only \(word)", [word])) }
        }
        let asked = Set(used.strings("relations") ?? (lineage == nil ? weights : []))
        return sets.filter { !$0.words.isEmpty && Set($0.words) != asked }.map { set in
            // A set that is named stands in place of the kind of lineage.
            Variant(
                choice: .relations, name: set.name,
                figure: figure.without("lineage").with("relations", .array(set.words.map { .string($0) })))
        }
    }

    /// The other words of a parameter that takes one.
    private func words(_ choice: Choice) throws(RPCError) -> [Variant] {
        guard case .word(let words)? = parameter(choice.rawValue)?.type else { return [] }
        let asked = try figure.parameters.string(choice.rawValue)
        return words.filter { $0 != asked }.map {
            Variant(choice: choice, name: "\(choice.rawValue) \($0)", figure: figure.with(choice.rawValue, .string($0)))
        }
    }

    /// Edges whose child's name contradicts their relation: left out, or taken for what the name says. Where the method
    /// can leave them out itself, the other way than asked.
    private func flagged() throws(RPCError) -> [Variant] {
        let edges = state.world.contradictedEdges
        guard edges > 0 else { return [] }
        let subject = "\(edges) edges whose child's name contradicts their relation"
        func changed(_ words: String, _ relation: Relation?) -> Variant {
            Variant(
                choice: .flagged, name: "\(subject) \(words)", figure: figure,
                changed: { [past] state in
                    let world = try await past.compute { state.world.countingContradicted(as: relation) }
                    return AskedState(world: world, facts: state.facts, epoch: state.epoch)
                })
        }
        let quantized = changed("are quantizations", .quantized)
        guard parameter(Self.excludeFlagged)?.type == .boolean else {
            return [changed("are left out", nil), quantized]
        }
        let isOut = try figure.parameters.boolean(Self.excludeFlagged) ?? false
        let other = Variant(
            choice: .flagged, name: "\(subject) are \(isOut ? "counted" : "left out")",
            figure: figure.with(Self.excludeFlagged, .bool(!isOut)))
        return [other, quantized]
    }

    private static let excludeFlagged = "excludeFlagged"

    /// Each source left out by itself; the only one cannot be.
    private func sources() -> [Variant] {
        guard state.world.sources.count > 1 else { return [] }
        return state.world.sources.map { name in
            Variant(
                choice: .sources, name: "without \(name)", figure: figure,
                changed: { [past] state in
                    guard let source = state.facts.sources.firstIndex(of: name) else { return state }
                    let facts = try await past.compute { state.facts.leavingOut(source: Int16(source)) }
                    let asOf = state.world.asOf == .null ? nil : state.world.asOf
                    return AskedState(
                        world: try await past.derive(facts, asOf: asOf, gains: state.world.models.hasGains),
                        facts: facts, epoch: state.epoch)
                })
        }
    }
}
