import Columns
import Measures
import Wire

extension World {
    /// The sources that lost where sources contradict each other on the country of an organisation, ascending.
    var sourcesContradictedOnCountries: [String] {
        var names: Set<String> = []
        for details in organizations.details.values where details.contains("\"contradicted\"") {
            guard let parsed = try? JSONValue.parse(Array(details.utf8)),
                case .array(let losers)? = parsed["contradicted"]
            else { continue }
            for loser in losers { if case .string(let name)? = loser["source"] { names.insert(name) } }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension Facts {
    /// The facts in which nobody contradicts what one source says of the countries of organisations.
    func believingOnCountries(source: Int16) -> Facts {
        let reviewed = Set(organizations.filter { $0.source == source && $0.country != nil }.map(\.organization))
        var facts = self
        for place in facts.organizations.indices
        where facts.organizations[place].source != source
            && reviewed.contains(facts.organizations[place].organization)
        {
            facts.organizations[place].country = nil
        }
        return facts
    }
}
