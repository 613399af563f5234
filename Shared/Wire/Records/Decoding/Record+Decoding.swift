extension Record.Kind {
    /// The type whose fields a record of this kind has.
    var decodable: any FieldDecodable.Type {
        switch self {
        case .organization: OrganizationRecord.self
        case .model: ModelRecord.self
        case .observation: ObservationRecord.self
        case .event: EventRecord.self
        case .series: SeriesRecord.self
        case .component: ComponentRecord.self
        case .artifact: ArtifactRecord.self
        case .rename: RenameRecord.self
        case .same: SameRecord.self
        case .deletion: DeletionRecord.self
        case .milestone: MilestoneRecord.self
        case .claim: ClaimRecord.self
        case .scores: ScoresRecord.self
        case .retraction: RetractionRecord.self
        }
    }
}

extension Record {
    init(_ kind: Kind, _ fields: Fields) throws(Reject) {
        switch kind {
        case .organization: self = .organization(try OrganizationRecord(fields))
        case .model: self = .model(try ModelRecord(fields))
        case .observation: self = .observation(try ObservationRecord(fields))
        case .event: self = .event(try EventRecord(fields))
        case .series: self = .series(try SeriesRecord(fields))
        case .component: self = .component(try ComponentRecord(fields))
        case .artifact: self = .artifact(try ArtifactRecord(fields))
        case .rename: self = .rename(try RenameRecord(fields))
        case .same: self = .same(try SameRecord(fields))
        case .deletion: self = .deletion(try DeletionRecord(fields))
        case .milestone: self = .milestone(try MilestoneRecord(fields))
        case .claim: self = .claim(try ClaimRecord(fields))
        case .scores: self = .scores(try ScoresRecord(fields))
        case .retraction: self = .retraction(try RetractionRecord(fields))
        }
    }
}
