import Columns
import Domain
import Frameworks
import Measures
import Wire

extension AskedState {
    /// What is known of openness at this time.
    func openness() -> OpennessReading { OpennessReading(facts, world, scores: scores()) }

    /// The scores among the documents.
    private func scores() -> [ScoresStatement] {
        facts.documents.compactMap { document in
            guard document.kind == .scores, let body = try? JSONValue.parse(Array(document.body.utf8)),
                let framework = body["framework"]?.text, let edition = body["edition"]?.text,
                case .object(let members)? = body["scores"]
            else { return nil }
            let subject: ScoresStatement.Subject
            if let organization = body["organization"]?.text {
                subject = .organization(organization)
            } else {
                guard document.node != .null else { return nil }
                subject = .model(document.node)
            }
            let items = members.map { member -> ImportedScores.Item in
                let points: Double? =
                    switch member.value {
                    case .integer(let value): Double(value)
                    case .number(let value): value
                    default: nil
                    }
                return ImportedScores.Item(id: member.key, points: points)
            }
            return ScoresStatement(
                subject: subject,
                scores: ImportedScores(
                    framework: framework, edition: edition, items: items, source: facts.sources[Int(document.source)],
                    at: Timestamp(microseconds: document.at), link: body["evidence"]?.text))
        }
    }

    /// The rows of several models by any of their names, in one pass over all names.
    func rows(ofModels names: [String]) -> [String: Int] {
        let wanted = Set(names.map { ModelName.key($0) })
        let lengths = Set(wanted.map(\.utf8.count))
        var rows: [String: Int] = [:]
        for id in 0..<min(facts.modelCount, world.rowOfId.count) where world.rowOfId[id] != .null {
            guard facts.modelNames.withBytes(id, { lengths.contains($0.count) }) else { continue }
            let key = ModelName.key(facts.modelNames[id])
            if wanted.contains(key) { rows[key] = Int(world.rowOfId[id]) }
        }
        return rows
    }

    /// The state's sources and those of what openness rests on, by name.
    func sources(with more: some Sequence<Int16>) -> [String] {
        Set(world.sources).union(more.map { facts.sources[Int($0)] }).sorted()
    }

    /// The sources of components and scores.
    var opennessSources: [String] {
        sources(
            with: Set(facts.components.map(\.source)).union(
                facts.documents.lazy.filter { $0.kind == .scores }.map(\.source)))
    }
}

extension JSONValue {
    /// A text or null.
    static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// A figure or null; whole ones as integers.
    static func optional(_ number: Double?) -> JSONValue { number.map(AskedState.number) ?? .null }

    static func optional(_ at: Timestamp?) -> JSONValue { at.map { .string($0.description) } ?? .null }
}
