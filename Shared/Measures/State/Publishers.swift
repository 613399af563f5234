import Columns
import Domain

/// Organisations as the facts have them by a time: aliases joined, country and kind by source rank.
struct Publishers {
    var table = OrganizationTable()
    /// Store id -> row; `.null` before the id was named.
    var rowOfId: [Int32]
    var aliases: [(key: String, row: Int32)] = []
    /// Rows whose sources contradict each other on the country.
    var contradicted: Set<Int32> = []
    /// Every name somebody claims as an alias.
    private var claimedKeys: Set<String> = []
    /// How many ids were taken in.
    private var idCount = 0
    /// Rows of organisations anybody has described.
    var described: Set<Int32> = []

    init(_ facts: Facts, _ order: SourceOrder, asOf: Int64) {
        let n = facts.organizationNames.count
        // Latest statement of each source by then; its first one holds for the time before it.
        var latest: [Int32: [Int16: OrganizationStatement]] = [:]
        for s in facts.organizations {
            if let old = latest[s.organization]?[s.source] {
                let isLater = (s.at, s.batch) >= (old.at, old.batch)
                let isEarlier = (s.at, -s.batch) <= (old.at, -old.batch)
                guard s.at <= asOf ? isLater || old.at > asOf : isEarlier && old.at > asOf else { continue }
            }
            latest[s.organization, default: [:]][s.source] = s
        }
        // An alias leads to the organisation that claims it, unless a source that is trusted as much reviews it as one of
        // its own: a catalogue that only names it does not. Of several claims the most trusted holds.
        let ids = Self.ids(
            of: Set(latest.values.lazy.flatMap(\.values).flatMap(\.aliases).map(ModelName.key)), facts)
        var leader = (0..<Int32(n)).map { $0 }
        var claimed: [(key: String, id: Int32)] = []
        var taken: Set<String> = []
        let claims = latest.values.flatMap(\.values).filter { !$0.aliases.isEmpty }
            .map { (statement: $0, key: ModelName.key(facts.organizationNames[Int($0.organization)])) }
            .sorted {
                (order.places[Int($0.statement.source)], $0.key) < (order.places[Int($1.statement.source)], $1.key)
            }
        for (statement, _) in claims {
            let id = statement.organization
            for alias in statement.aliases {
                let key = ModelName.key(alias)
                if let other = ids[key] {
                    let isReviewed = latest[other]?.values.contains {
                        ($0.country != nil || $0.kind != nil)
                            && order.ranks[Int($0.source)] <= order.ranks[Int(statement.source)]
                    }
                    if other != id, isReviewed != true, leader[Int(other)] == other { leader[Int(other)] = id }
                } else if taken.insert(key).inserted {
                    claimed.append((key, id))
                }
            }
        }
        rowOfId = [Int32](repeating: .null, count: n)
        self.claimedKeys = Set(claims.lazy.flatMap { $0.statement.aliases }.map(ModelName.key))
        for id in 0..<Int32(n) where leader[Int(id)] == id && !facts.organizationNames[Int(id)].isEmpty {
            append(id, facts, order, latest[id].map { Array($0.values) } ?? [])
        }
        for id in 0..<Int32(n) where leader[Int(id)] != id {
            var lead = leader[Int(id)]
            while leader[Int(lead)] != lead { lead = leader[Int(lead)] }
            rowOfId[Int(id)] = rowOfId[Int(lead)]
            aliases.append((ModelName.key(facts.organizationNames[Int(id)]), rowOfId[Int(id)]))
        }
        for (key, id) in claimed { aliases.append((key, rowOfId[Int(id)])) }
        idCount = n
    }

    /// A row for an organisation, from what its sources say.
    private mutating func append(
        _ id: Int32, _ facts: Facts, _ order: SourceOrder, _ statements: [OrganizationStatement]
    ) {
        let row = Int32(table.count)
        rowOfId[Int(id)] = row
        table.id.append(id)
        table.name.append(facts.organizationNames[Int(id)])
        guard !statements.isEmpty else {
            table.country.append(.unreviewed)
            table.kind.append(.unknown)
            return
        }
        let ordered = statements.sorted {
            (order.ranks[Int($0.source)], -$0.at, order.places[Int($0.source)]) < (
                order.ranks[Int($1.source)], -$1.at, order.places[Int($1.source)]
            )
        }
        let withCountry = ordered.filter { $0.country != nil }
        table.country.append(withCountry.first?.country ?? .unreviewed)
        table.kind.append(ordered.lazy.compactMap(\.kind).first ?? .unknown)
        described.insert(row)
        if Set(withCountry.map(\.country)).count > 1 { contradicted.insert(row) }
        table.details[row] =
            OrganizationDetails(ordered, withCountry, sources: facts.sources, names: facts.organizationNames).json
    }

    /// Takes in organisations that were only named since; false: one of them is somebody's alias.
    mutating func advance(_ facts: Facts, _ order: SourceOrder) -> Bool {
        for id in Int32(idCount)..<Int32(max(idCount, facts.organizationNames.count)) {
            rowOfId.append(.null)
            let name = facts.organizationNames[Int(id)]
            if name.isEmpty { continue }
            if claimedKeys.contains(ModelName.key(name)) { return false }
            append(id, facts, order, [])
        }
        idCount = facts.organizationNames.count
        return true
    }

    /// The ids of the organisations that have one of these keys as their name.
    private static func ids(of keys: Set<String>, _ facts: Facts) -> [String: Int32] {
        guard !keys.isEmpty else { return [:] }
        // Most names are nobody's alias: told by length and first letter before a string is made of it.
        var shapes: Set<Int> = []
        for key in keys { shapes.insert(key.utf8.count << 8 | Int(key.utf8.first ?? 0)) }
        var ids: [String: Int32] = [:]
        for (id, name) in facts.organizationNames.enumerated() where !name.isEmpty {
            guard shapes.contains(name.utf8.count << 8 | Int(ModelName.fold(name.utf8.first ?? 0))) else { continue }
            let key = ModelName.key(name)
            if keys.contains(key) { ids[key] = Int32(id) }
        }
        return ids
    }
}
