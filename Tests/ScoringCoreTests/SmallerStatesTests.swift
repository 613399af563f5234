import Columns
import Domain
import Measures
import TestSupport
import Testing
import Wire

@testable import ScoringCore

/// Methods that say that they read nothing of what was gained are answered from states without it.
@Suite("States without gains", .timeLimit(.minutes(2)))
struct SmallerStatesTests {
    private static let day = Timestamp.microsecondsPerDay
    private static let models: Int32 = 40
    private static let start: Int64 = 20_000

    /// Models of four organisations of three countries, whose lineage is random, with likes, downloads and deployments.
    private static func facts(seed: UInt64) -> Facts {
        var random = SplitMix(seed: seed)
        var facts = Facts()
        facts.batch = 1
        facts.sources = ["hub", "curated"]
        facts.words = ["apache-2.0", "cc-by-nc-4.0", "text-generation", "llama3.1"]
        facts.organizationNames = ["", "alpha", "beta", "gamma", "delta"]
        facts.adopters = [Adopter(name: "cloud", country: Country(name: "US"), kind: nil)]
        facts.organizations = [("US", 1), ("CN", 2), ("FR", 3)].map { country, id in
            OrganizationStatement(
                organization: id, source: 1, at: 0, batch: 1, country: Country(name: country), kind: .company,
                parent: nil, name: nil, aliases: [], evidence: nil)
        }
        facts.modelNames.append("")
        facts.modelOrganization.append(.null)
        for model in 1...models {
            let owner = 1 + model % 4
            facts.modelNames.append("\(facts.organizationNames[Int(owner)])/m\(model)")
            facts.modelOrganization.append(owner)
            let at = (start + Int64(model)) * day
            var statement = Statement(model: model, source: 0, at: at, batch: 1, content: Int64(model))
            statement.created = at
            statement.released = Int32(start) + model
            statement.releasedPrecision = 0
            statement.license = random.pick([0, 1, 3, .null])
            statement.task = random.pick([2, .null])
            statement.access = random.pick([-1, 0, 1, 2])
            statement.parameters = random.pick([.null, 600_000_000, 7_000_000_000, 70_000_000_000])
            if model > 2, random.oneIn(2) {
                statement.bases = 1
                facts.bases.merge([
                    StatedBase(
                        model: model, parent: 1 + Int32(random.below(Int(model - 1))), source: 0,
                        relation: Int16(random.below(4)), at: at, batch: 1, content: Int64(model))
                ])
            }
            facts.statements.merge([statement])
            for series in 0..<4 {
                facts.points.merge(
                    (0..<6).map { step in
                        Point(
                            model: model, series: Int16(series), source: 0, at: at + step * 9 * day,
                            value: Int64(random.below(50)) + step * 40, step: 1, batch: 1)
                    })
            }
            facts.amounts.merge(
                (0..<6).map { step in
                    DailyAmount(
                        model: model, day: Int32(start) + model + 9 * step, kind: 0, source: 0,
                        amount: Int64(random.below(9)))
                })
            facts.adoptions.merge([
                Adoption(
                    model: model, adopter: 0, kind: Int16(EventKind.deployment.rawValue), source: 0, at: at, amount: 1,
                    batch: 1, idHash: 0)
            ])
        }
        for day in start...start + 120 { facts.heard.note(0, day: Int32(day)) }
        facts.newest = (start + 120) * day
        return facts
    }

    /// Its required parameters, and each choice of words that it has.
    private static func questions(_ definition: MethodDefinition) -> [JSONValue] {
        var required: [JSONValue.Member] = []
        for parameter in definition.parameters where parameter.isRequired {
            required.append(.init(parameter.name, parameter.example ?? .string("")))
        }
        let names: [String: [JSONValue]] = [
            "id": ["alpha/m4", "beta/m1", "beta"], "organization": ["gamma"], "model": ["gamma/m2"],
        ]
        var questions = [JSONValue.object(required)]
        for parameter in definition.parameters {
            var values: [JSONValue] = parameter.type == .string ? names[parameter.name] ?? [] : []
            if case .word(let words) = parameter.type { values += words.map { .string($0) } }
            if parameter.type == .boolean { values += [.bool(true), .bool(false)] }
            if let example = parameter.example { values.append(example) }
            for value in values {
                questions.append(.object(required.filter { $0.key != parameter.name } + [.init(parameter.name, value)]))
            }
        }
        return questions
    }

    private static func answer(
        _ method: any StateMethod, _ parameters: MethodParameters, _ state: AskedState
    ) -> (text: String, isAnswered: Bool) {
        do { return (try method.answer(parameters, state).json.jsonText, true) } catch { return ("\(error)", false) }
    }

    @Test("answer every question that names none of it as whole ones do", arguments: [1, 2] as [UInt64])
    func same(seed: UInt64) throws {
        let facts = Self.facts(seed: seed)
        for asOf in [Self.start + 30, Self.start + 70].map({ $0 * Self.day }) {
            let whole = World(facts, asOf: asOf)
            let smaller = try World(facts, asOf: asOf, gains: false, .alone)
            #expect(whole.models.hasGains && !smaller.models.hasGains && smaller.models.count == whole.models.count)
            var answered: Set<String> = []
            let states = [whole, smaller].map { AskedState(world: $0, facts: facts, epoch: nil) }
            for (name, method) in ScoringMethods.all {
                guard let method = method as? any StateMethod, !method.readsGains else { continue }
                let definition = try #require(MethodRegistry.scoring[name])
                for question in Self.questions(definition) {
                    guard let parameters = try? MethodParameters(question, for: definition) else { continue }
                    let answers = states.map { Self.answer(method, parameters, $0) }
                    #expect(answers[0].text == answers[1].text, "\(name) \(question.jsonText)")
                    if answers[0].isAnswered { answered.insert(name) }
                }
            }
            let silent = ScoringMethods.all.filter { ($0.value as? any StateMethod)?.readsGains == false }.keys
                .filter { !answered.contains($0) }
            #expect(silent.isEmpty, "no question to these was answered")
        }
    }
}
