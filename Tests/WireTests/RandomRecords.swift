import Domain
import TestSupport
import Wire

extension SplitMix {
    mutating func nodeId() -> String {
        let names = [
            "deepseek-ai/DeepSeek-R1", "Qwen/Qwen3.6-27B", "gpt2", "模型/名-1", "a/b\"c", "x/back\\slash", "a/b/c",
        ]
        return oneIn(3) ? pick(names) : "author\(below(50))/model-\(below(5_000)).v\(below(9))"
    }

    mutating func id() -> String {
        pick(["id \(below(99))", "deepseek-ai", "été", "678e\(below(9_999))", "a/b", "q\"x"])
    }

    mutating func source() -> String { pick(["huggingface", "models-dev", "curated", "a", "x_1.b-2"]) }

    mutating func at() -> Timestamp {
        let range = Timestamp.range
        let micros = Int64.random(in: range.lowerBound.microseconds...today.microseconds, using: &self)
        return Timestamp(microseconds: oneIn(3) ? micros : micros / 1_000_000 * 1_000_000)
    }

    mutating func date() -> PartialDate? {
        let text = pick(["2025-01-20", "2025-01", "2025", "1999-12-31", "2024-02-29"])
        return oneIn(2) ? nil : PartialDate(text)
    }

    mutating func maybe(_ make: (inout SplitMix) -> String) -> String? { oneIn(2) ? nil : make(&self) }

    mutating func country() -> Country? {
        oneIn(2) ? nil : Country(name: pick(["US", "CN", "EU", "FR", "other", "unknown", "unreviewed"]))
    }

    mutating func value() -> Int64 { Int64.random(in: -(1 << 53)...(1 << 53), using: &self) >> Int64(below(54)) }

    mutating func subject() -> ScoresRecord.Subject { oneIn(2) ? .model(nodeId()) : .organization(id()) }

    mutating func record(_ kind: Record.Kind) -> Record {
        switch kind {
        case .observation:
            return .observation(
                ObservationRecord(
                    model: nodeId(), series: pick(["likes", "downloads30d", "my series"]), value: value(),
                    step: Int64(1 + below(1_000)), source: source(), at: at()))
        case .event:
            let adopter = EventRecord.Adopter(
                id: id(), country: country(), kind: oneIn(2) ? nil : pick(OrganizationKind.allCases))
            return .event(
                EventRecord(
                    id: maybe { $0.id() }, model: nodeId(), kind: pick(EventKind.allCases), amount: value(),
                    adopter: oneIn(2) ? nil : adopter, source: source(), at: at()))
        case .model: return .model(model())
        case .organization:
            return .organization(
                OrganizationRecord(
                    id: id(), name: maybe { $0.text() }, country: country(),
                    kind: oneIn(2) ? nil : pick(OrganizationKind.allCases), parent: maybe { $0.id() },
                    aliases: (0..<below(3)).map { "alias\($0)" }, evidence: maybe { $0.text() }, source: source(),
                    at: at()))
        case .series:
            return .series(SeriesRecord(id: id(), kind: pick(Series.Kind.allCases), unit: "u" + text()))
        case .component:
            return .component(
                ComponentRecord(
                    model: nodeId(), id: pick([7, 21, 22, 24]), license: maybe { $0.text() }, present: oneIn(2),
                    evidence: maybe { $0.text() }, source: source(), at: at()))
        case .artifact:
            return .artifact(
                ArtifactRecord(
                    id: nodeId(), type: pick(ArtifactRecord.Sort.allCases), name: maybe { $0.text() },
                    organization: maybe { $0.id() }, released: date(), license: maybe { $0.text() },
                    evidence: maybe { $0.text() }, source: source(), at: at()))
        case .rename: return .rename(RenameRecord(from: nodeId(), to: nodeId(), source: source(), at: at()))
        case .same: return .same(SameRecord(a: nodeId(), b: nodeId(), source: source(), at: at()))
        case .deletion:
            return .deletion(
                DeletionRecord(model: nodeId(), reason: maybe { $0.text() }, source: source(), at: at()))
        case .milestone:
            return .milestone(
                MilestoneRecord(
                    id: id(), title: "t" + text(), date: PartialDate("2025-01")!, citation: "c" + text(),
                    countries: oneIn(2) ? [] : [.europeanUnion, Country(name: "US")!],
                    kind: pick(["policy", "license", "market", "release"]), source: source(), at: at()))
        case .claim: return .claim(claim())
        case .scores:
            let scores = Dictionary((0..<below(5)).map { ("k\($0)\(text(3))", Double(below(99)) / 7) }) { $1 }
            return .scores(
                ScoresRecord(
                    framework: "fmti", edition: "2024-05", subject: subject(), scores: scores,
                    evidence: maybe { $0.text() }, source: source(), at: at()))
        case .retraction:
            return .retraction(
                RetractionRecord(of: target(), reason: "r" + text(), source: source(), at: at()))
        }
    }

    private mutating func model() -> ModelRecord {
        let organizations = oneIn(4) ? (0...below(3)).map { _ in id() } : []
        return ModelRecord(
            id: nodeId(), hubId: maybe { $0.id() }, organization: organizations.first ?? maybe { $0.id() },
            organizations: organizations, released: date(),
            created: oneIn(2) ? nil : at(), access: oneIn(2) ? nil : pick(Access.allCases),
            gated: oneIn(2) ? nil : oneIn(2), license: maybe { $0.text() }, licenseName: maybe { $0.text() },
            licenseLink: maybe { $0.text() }, parameters: oneIn(2) ? nil : value().magnitude.asCount,
            activeParameters: oneIn(2) ? nil : value().magnitude.asCount, task: maybe { $0.text() },
            library: maybe { $0.text() },
            bases: (0..<below(3)).map { _ in ModelRecord.Base(id: nodeId(), relation: pick(Relation.allCases)) },
            source: source(), at: at())
    }

    private mutating func claim() -> ClaimRecord {
        ClaimRecord(
            id: id(), text: "t" + text(), speaker: maybe { $0.text() }, date: PartialDate("2025")!,
            citation: maybe { $0.text() }, measure: "dependence",
            parameters: oneIn(2)
                ? .object([]) : ["of": "US", "on": "CN", "relations": ["finetune"], "x": json(depth: 3)],
            predicate: .init(
                kind: pick(["threshold", "sign", "crossover", "record", "exists"]),
                operator: oneIn(2) ? nil : pick([">", ">=", "<", "<=", "="]), value: oneIn(2) ? nil : 0.5),
            source: source(), at: at())
    }

    private mutating func target() -> RetractionRecord.Target {
        let (source, at) = (source(), at())
        switch below(12) {
        case 0: return .organization(id: id(), source: source, at: at)
        case 1: return .model(id: nodeId(), source: source, at: at)
        case 2: return .component(model: nodeId(), id: 9, source: source, at: at)
        case 3: return .observation(model: nodeId(), series: "likes", source: source, at: at)
        case 4: return .event(id: id(), model: nil, kind: nil, amount: nil, source: source, at: nil)
        case 5: return .event(id: nil, model: nodeId(), kind: .like, amount: 3, source: source, at: at)
        case 6: return .artifact(id: nodeId(), source: source, at: at)
        case 7: return .rename(from: nodeId(), to: nodeId(), source: source)
        case 8: return .same(a: nodeId(), b: nodeId(), source: source)
        case 9: return .deletion(model: nodeId(), source: source, at: at)
        case 10:
            return oneIn(2) ? .milestone(id: id(), source: source, at: at) : .claim(id: id(), source: source, at: at)
        default:
            return .scores(framework: "fmti", edition: "2024-05", subject: subject(), source: source, at: at)
        }
    }
}

extension UInt64 {
    fileprivate var asCount: Int64 { Int64(self) }
}
