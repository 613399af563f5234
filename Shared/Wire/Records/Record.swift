import Domain

/// One record of a producer: what stands in one line of the ingest socket, checked.
public enum Record: Sendable, Equatable {
    case organization(OrganizationRecord)
    case model(ModelRecord)
    case observation(ObservationRecord)
    case event(EventRecord)
    case series(SeriesRecord)
    case component(ComponentRecord)
    case artifact(ArtifactRecord)
    case rename(RenameRecord)
    case same(SameRecord)
    case deletion(DeletionRecord)
    case milestone(MilestoneRecord)
    case claim(ClaimRecord)
    case scores(ScoresRecord)
    case retraction(RetractionRecord)

    /// The kinds, as the one key of a line names them.
    public enum Kind: String, Sendable, CaseIterable {
        case organization, model, observation, event, series, component, artifact, rename, same, deletion, milestone
        case claim, scores, retraction
    }
}
