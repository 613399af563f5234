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
            switch (body["organization"]?.text, body["model"]?.text) {
            case (let organization?, _): subject = .organization(organization)
            case (nil, let model?): subject = .model(model)
            case (nil, nil): return nil
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

    /// The rows of several models by any of their names, by identity key.
    func rows(ofModels names: [String]) -> [String: Int] { OpennessReading.rows(ofModels: names, facts, world) }

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
