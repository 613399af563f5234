import Domain
import Postgres
import Wire

/// Ids of the names of a batch.
struct ResolvedNames {
    /// By place in the batch's list of models; 0 where no row needs it.
    var models: [Int32] = []
    /// Of each fact the place of the model it is about, or that it names first; -1 where it names none, or is not stored.
    var subjects: [Int32] = []
    var adopters: [Int32] = []
    var small = SmallIds()
    /// Organisations and words that facts name.
    var organizations: [String: Int32] = [:]
    var words: [String: Int32] = [:]

    /// The id of the model that a fact is about; 0 where it is about none.
    func subject(_ fact: Int) -> Int32 { subjects[fact] < 0 ? 0 : models[Int(subjects[fact])] }
}

extension StoreTransaction {
    /// Gives every name that a row needs its id; names that are new are stored.
    mutating func resolveNames(_ batch: inout RecordBatch, _ small: SmallIds) throws -> ResolvedNames {
        var names = ResolvedNames(small: small)
        var organizations = NewNames(folds: true)
        // Not in a table of names: a licence's link may be long.
        var words: Set<String> = []
        var named: [Int32] = []
        names.subjects = batch.cold.map { row in
            guard !row.isDropped else { return -1 }
            let first = named.count
            row.record.forEachModel { named.append(batch.models.place($0)) }
            row.record.forEachOrganization { organizations.place($0) }
            row.record.forEachWord { words.insert($0) }
            return first < named.count ? named[first] : -1
        }
        let needed = batch.neededModels(named)
        names.models = try models(batch.models, needed, organizations: &organizations)
        names.organizations = try self.organizations(organizations)
        names.words = try self.words(words.sorted())
        try storeModels(batch.models, names)
        names.adopters = try adopters(batch)
        return names
    }

    /// Ids of models; new ones get the next, and their authors join the organisations. Ids follow the order of the index over
    /// names within a batch: so both indexes over models are written from one end to the other.
    private mutating func models(
        _ names: NewNames, _ needed: [Bool], organizations: inout NewNames
    ) throws -> [Int32] {
        guard !names.isEmpty else { return [] }
        var (found, areAll) = try known(names, needed, \.models, table: "model", next: ids.model)
        learned.areAllModels = areAll
        for place in names.ordered(names.indices.filter { needed[$0] && found[$0] == 0 }) {
            found[place] = ids.model
            learned.models.append(place)
            ids.model += 1
            names.withBytes(place) { name in
                if let author = ModelName.author(name) { _ = organizations.place(author) }
            }
        }
        learned.modelIds = found
        return found
    }

    private mutating func organizations(_ names: NewNames) throws -> [String: Int32] {
        guard !names.isEmpty else { return [:] }
        let needed = [Bool](repeating: true, count: names.count)
        var (found, areAll) = try known(
            names, needed, \.organizations, table: "organization", next: ids.organization)
        learned.areAllOrganizations = areAll
        var rows = CopyRows()
        for place in names.indices where found[place] == 0 {
            found[place] = ids.organization
            learned.organizations.append((names[place], ids.organization))
            rows.beginRow(4)
            rows.int4(ids.organization)
            rows.text(ModelName.key(names[place]))
            rows.text(names[place])
            rows.int8(number)
            ids.organization += 1
        }
        if !rows.isEmpty {
            try connection.copyIn(
                "COPY groundswell.organization (id, key, name, batch) FROM STDIN (FORMAT binary)", rows: rows)
        }
        return Dictionary(
            names.indices.map { (ModelName.key(names[$0]), found[$0]) }, uniquingKeysWith: { first, _ in first })
    }

    private func storeModels(_ names: NewNames, _ resolved: ResolvedNames) throws {
        guard !learned.models.isEmpty else { return }
        let (learned, number) = (learned, number)
        try connection.copyIn(
            "COPY groundswell.model (id, key, name, organization, batch) FROM STDIN (FORMAT binary)"
        ) { rows in
            for place in learned.models {
                let name = names[place]
                try rows.beginRow(5)
                rows.int4(learned.modelIds[place])
                rows.text(ModelName.key(name))
                rows.text(name)
                rows.int4(ModelName.author(name).flatMap { resolved.organizations[ModelName.key($0)] })
                rows.int8(number)
            }
        }
    }

    /// Of the one row with this key, by the index over hashes of keys.
    ///
    /// - Parameter key: an expression of SQL.
    static func idByName(_ table: String, key: String = "$1") -> String {
        table == "model"
            ? NameParts.select(key: key)
            : """
            SELECT id FROM groundswell.\(table) WHERE hashtextextended(key, 0) = hashtextextended(\(key), 0) AND key = \(key)
            """
    }

    /// So many names are asked for at a time: what they take in memory beside their batch stays small.
    private static let askTogether = 10_000

    /// Ids from the cache, then from the store; 0 where neither knows the name. And whether the cache knew every name that
    /// the store does, which was not asked then.
    ///
    /// - Parameter next: the id that the next new name will get.
    private func known(
        _ names: NewNames, _ needed: [Bool], _ cache: WritableKeyPath<KnownNames, NameCache>, table: String, next: Int32
    ) throws -> (found: [Int32], areAll: Bool) {
        var (found, areAll) = inbox.withKnown { known in
            let found = names.indices.map { place in
                needed[place] ? names.withBytes(place) { known[keyPath: cache].find($0) } ?? 0 : 0
            }
            // Asked after looking, which may have dropped some.
            return (found, known[keyPath: cache].isWhole(next: next))
        }
        if areAll { return (found, areAll) }
        let missing = names.ordered(names.indices.filter { needed[$0] && found[$0] == 0 })
        let statement = Statement(
            name: "\(table)_known",
            sql: """
                SELECT asked.place::int4, stored.id FROM unnest($1::text[]) WITH ORDINALITY AS asked (name, place)
                CROSS JOIN LATERAL (\(Self.idByName(table, key: "asked.name"))) stored
                """)
        for start in stride(from: 0, to: missing.count, by: Self.askTogether) {
            let places = missing[start..<min(start + Self.askTogether, missing.count)]
            let stored = try connection.query(
                statement, [.textArray(places.map { ModelName.key(names[$0]) })]
            ) { row in (places[places.startIndex + Int(try row.int4(0)) - 1], try row.int4(1)) }
            for (place, id) in stored { found[place] = id }
            inbox.withKnown { known in
                for (place, id) in stored {
                    names.withBytes(place) { name in
                        if known[keyPath: cache].find(name) == nil { known[keyPath: cache].insert(name, id) }
                    }
                }
            }
        }
        return (found, false)
    }

    private mutating func words(_ words: [String]) throws -> [String: Int32] {
        guard !words.isEmpty else { return [:] }
        var found = inbox.withKnown { known in
            Dictionary(words.compactMap { word in known.words[word].map { (word, $0) } }, uniquingKeysWith: { $1 })
        }
        let missing = words.filter { found[$0] == nil }
        guard !missing.isEmpty else { return found }
        let stored = try connection.query(
            "SELECT text, id FROM groundswell.word WHERE text = ANY($1)", [.textArray(missing)]
        ) { row in (try row.text(0), try row.int4(1)) }
        for (word, id) in stored { found[word] = id }
        inbox.withKnown { known in for (word, id) in stored { known.learn(word: word, id) } }
        var rows = CopyRows()
        for word in missing where found[word] == nil {
            found[word] = ids.word
            learned.words.append((word, ids.word))
            rows.beginRow(2)
            rows.int4(ids.word)
            rows.text(word)
            ids.word += 1
        }
        if !rows.isEmpty {
            try connection.copyIn("COPY groundswell.word (id, text) FROM STDIN (FORMAT binary)", rows: rows)
        }
        return found
    }

    private mutating func adopters(_ batch: RecordBatch) throws -> [Int32] {
        let adopters = batch.adopters.adopters
        guard !adopters.isEmpty else { return [] }
        var needed = [Bool](repeating: false, count: adopters.count)
        for row in batch.events where !row.isDropped && row.adopter < 0 { needed[Int(~row.adopter)] = true }
        var found = inbox.withKnown { known in
            adopters.map { $0.withKey { known.adopters.find($0) ?? 0 } }
        }
        let missing = adopters.indices.filter { needed[$0] && found[$0] == 0 }
        guard !missing.isEmpty else { return found }
        let stored = Dictionary(
            try connection.query(
                "SELECT name, country, kind, id FROM groundswell.adopter WHERE name = ANY($1)",
                [.textArray(missing.map { adopters[$0].name })]
            ) { row in
                (
                    Adopter(name: try row.text(0), country: try row.textOrNil(1), kind: try row.int2OrNil(2)),
                    try row.int4(3)
                )
            }, uniquingKeysWith: { $1 })
        var rows = CopyRows()
        for place in missing {
            let adopter = adopters[place]
            if let id = stored[adopter] {
                found[place] = id
                continue
            }
            found[place] = ids.adopter
            learned.adopters.append((adopter, ids.adopter))
            rows.beginRow(5)
            rows.int4(ids.adopter)
            rows.text(adopter.name)
            rows.text(adopter.country)
            rows.int2(adopter.kind)
            rows.int8(number)
            ids.adopter += 1
        }
        if !rows.isEmpty {
            try connection.copyIn(
                "COPY groundswell.adopter (id, name, country, kind, batch) FROM STDIN (FORMAT binary)", rows: rows)
        }
        return found
    }
}

extension RecordBatch {
    /// Which of the new names a row that is to be stored needs: a rejected record makes no model known.
    ///
    /// - Parameter facts: the places of names that facts need.
    fileprivate func neededModels(_ facts: [Int32]) -> [Bool] {
        var needed = [Bool](repeating: false, count: models.count)
        guard !needed.isEmpty else { return [] }
        for row in observations where row.model < 0 && !row.isDropped { needed[Int(~row.model)] = true }
        for row in events where row.model < 0 && !row.isDropped { needed[Int(~row.model)] = true }
        for place in facts { needed[Int(place)] = true }
        return needed
    }
}
