import Domain
import Wire

extension Record {
    /// Which kind it is.
    public var kind: Kind {
        switch self {
        case .organization: .organization
        case .model: .model
        case .observation: .observation
        case .event: .event
        case .series: .series
        case .component: .component
        case .artifact: .artifact
        case .rename: .rename
        case .same: .same
        case .deletion: .deletion
        case .milestone: .milestone
        case .claim: .claim
        case .scores: .scores
        case .retraction: .retraction
        }
    }

    /// Who says it; nil for a series, which nobody says.
    public var source: String? {
        switch self {
        case .organization(let r): r.source
        case .model(let r): r.source
        case .observation(let r): r.source
        case .event(let r): r.source
        case .series: nil
        case .component(let r): r.source
        case .artifact(let r): r.source
        case .rename(let r): r.source
        case .same(let r): r.source
        case .deletion(let r): r.source
        case .milestone(let r): r.source
        case .claim(let r): r.source
        case .scores(let r): r.source
        case .retraction(let r): r.source
        }
    }
}

extension RetractionRecord.Target {
    /// Whose statement is withdrawn.
    public var source: String {
        switch self {
        case .organization(_, let source, _), .model(_, let source, _), .component(_, _, let source, _),
            .observation(_, _, let source, _), .event(_, _, _, _, let source, _), .artifact(_, let source, _),
            .rename(_, _, let source), .same(_, _, let source), .deletion(_, let source, _),
            .milestone(_, let source, _), .claim(_, let source, _), .scores(_, _, _, let source, _):
            source
        }
    }
}
