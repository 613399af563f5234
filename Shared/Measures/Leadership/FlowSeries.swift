/// What happens to models over time, counted by day: what leadership and the effect of milestones are read from.
public enum FlowSeries: String, Sendable, CaseIterable {
    /// Counted differences of the downloads since creation.
    case downloads
    /// The same of models younger than a year at the time.
    case downloadsYoung
    /// Counted differences of pulls, of all models and of those younger than a year.
    case pulls
    case pullsYoung
    /// New children, held by whoever published the parent.
    case derivatives
    /// Counted differences of likes, and like events.
    case likes
    /// Models released.
    case releases
    /// Offers begun less offers ended.
    case deployments

    public var unit: String {
        switch self {
        case .downloads, .downloadsYoung: "downloads"
        case .pulls, .pullsYoung: "pulls"
        case .derivatives, .releases: "models"
        case .likes: "likes"
        case .deployments: "deployments"
        }
    }

    /// In words, for denominators.
    public var words: String {
        switch self {
        case .downloads: "downloads"
        case .downloadsYoung: "downloads to models younger than a year"
        case .pulls: "pulls"
        case .pullsYoung: "pulls of models younger than a year"
        case .derivatives: "new derivatives, by their parent,"
        case .likes: "likes"
        case .releases: "releases"
        case .deployments: "deployments begun less those ended"
        }
    }

    /// Days of age from which a model is no longer young.
    public static let youngDays: Int32 = 365
}
