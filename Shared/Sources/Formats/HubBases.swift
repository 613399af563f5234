import Domain
import Wire

/// The parents of a Hub object. The same edge is written as `base_model:X`, as `base_model:RELATION:X`, under
/// `baseModels` and in the card: it is one edge with the more specific relation, in order of first appearance.
enum HubBases {
    static func read(
        _ entry: JSONFields, tags: [String], card: JSONFields?, model: String, line: Int, notes: inout RecordSink
    ) throws(FieldFault) -> [ModelRecord.Base] {
        var edges = Edges(model: model, line: line)
        for tag in tags where tag.hasPrefix("base_model:") {
            let rest = tag.dropFirst("base_model:".count)
            if let colon = rest.firstIndex(of: ":") {
                edges.add(String(rest[rest.index(after: colon)...]), String(rest[..<colon]), &notes)
            } else {
                edges.add(String(rest), nil, &notes)
            }
        }
        if let stated = try entry.object("baseModels", "base_models") {
            let relation = try stated.string("relation")
            for parent in try stated.array("models") ?? [] {
                guard let id = parent.text ?? JSONFields(parent)?.value("id")?.text else {
                    edges.refuse(parent, &notes)
                    continue
                }
                edges.add(id, relation, &notes)
            }
        }
        if let stated = card?.value("base_model") {
            let relation = try card?.string("base_model_relation")
            var ids: [JSONValue] = [stated]
            if case .array(let list) = stated { ids = list }
            for id in ids {
                if let text = id.text { edges.add(text, relation, &notes) } else { edges.refuse(id, &notes) }
            }
        }
        return edges.bases
    }

    private struct Edges {
        let model: String
        let line: Int
        var bases: [ModelRecord.Base] = []

        /// Something that is no id, aloud.
        func refuse(_ value: JSONValue, _ notes: inout RecordSink) {
            notes.note(.baseUnusable, line: line, "bases that cannot be ids, left out (first: \(sort(value)))")
        }

        mutating func add(_ id: String, _ word: String?, _ notes: inout RecordSink) {
            do { try requireID(id, path: "base_model") } catch {
                notes.note(.baseUnusable, line: line, "bases that cannot be ids, left out (first: \(shown(id)))")
                return
            }
            var relation = Relation.unknown
            if let word {
                if let known = Relation(name: word) {
                    relation = known
                } else {
                    notes.note(
                        .relationUnknown, line: line,
                        "relations nobody knows, kept as 'unknown' (first: \(shown(word)))")
                }
            }
            let key = ModelName.key(id)
            guard let index = bases.firstIndex(where: { ModelName.key($0.id) == key }) else {
                if key == ModelName.key(model) {
                    notes.note(
                        .baseSelf, line: line,
                        "models that name themselves as base: kept as stated, not counted as lineage (first: \(id))")
                }
                bases.append(ModelRecord.Base(id: id, relation: relation))
                return
            }
            if bases[index].relation == .unknown {
                bases[index].relation = relation
            } else if relation != .unknown, relation != bases[index].relation {
                notes.note(
                    .relationConflict, line: line,
                    "parents with two relations, the first kept (first: \(id) as \(bases[index].relation.name) "
                        + "and \(relation.name))")
            }
        }
    }
}
