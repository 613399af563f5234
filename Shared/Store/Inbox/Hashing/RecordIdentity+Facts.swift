import Domain
import Wire

extension RecordIdentity {
    /// The whole content of a fact. Names of models and organisations count by their identity keys.
    static func hash(_ record: Record) -> Hash128 {
        switch record {
        case .organization(let r): hash(r)
        case .model(let r): hash(r)
        case .component(let r): hash(r)
        case .rename(let r): pair(.rename, r.from, r.to, r.source, r.at)
        case .same(let r): pair(.same, r.a, r.b, r.source, r.at)
        case .deletion(let r): hash(r)
        // The others are written out, which gives the same bytes for the same record.
        case .artifact, .milestone, .claim, .scores, .retraction, .series, .observation, .event: written(record)
        }
    }

    private static func hash(_ record: OrganizationRecord) -> Hash128 {
        var hash = fact(.organization, record.source, record.at)
        hash.folded(record.id)
        hash.field(record.name)
        hash.integer((record.country?.rawValue).map { Int64($0) })
        hash.integer((record.kind?.rawValue).map { Int64($0) })
        hash.field(record.parent)
        hash.integer(Int64(record.aliases.count))
        for alias in record.aliases { hash.field(alias) }
        hash.field(record.evidence)
        return hash.finish()
    }

    private static func hash(_ record: ModelRecord) -> Hash128 {
        var hash = fact(.model, record.source, record.at)
        hash.folded(record.id)
        hash.field(record.hubId)
        hash.field(record.organization)
        hash.integer((record.released?.first.number).map { Int64($0) })
        hash.integer((record.released?.precision.rawValue).map { Int64($0) })
        hash.integer(record.created?.microseconds)
        hash.integer((record.access?.rawValue).map { Int64($0) })
        hash.integer(record.gated.map { $0 ? 1 : 0 })
        hash.field(record.license)
        hash.field(record.licenseName)
        hash.field(record.licenseLink)
        hash.integer(record.parameters)
        hash.integer(record.activeParameters)
        hash.field(record.task)
        hash.field(record.library)
        hash.integer(Int64(record.bases.count))
        for base in record.bases {
            hash.folded(base.id)
            hash.integer(Int64(base.relation.rawValue))
        }
        // Only of joint releases: what was stored before there were any keeps its hash.
        if record.isJoint { for organization in record.organizations { hash.field(organization) } }
        return hash.finish()
    }

    private static func hash(_ record: ComponentRecord) -> Hash128 {
        var hash = fact(.component, record.source, record.at)
        hash.folded(record.model)
        hash.integer(Int64(record.id))
        hash.field(record.license)
        hash.integer(record.present ? 1 : 0 as Int64)
        hash.field(record.evidence)
        return hash.finish()
    }

    private static func hash(_ record: DeletionRecord) -> Hash128 {
        var hash = fact(.deletion, record.source, record.at)
        hash.folded(record.model)
        hash.field(record.reason)
        return hash.finish()
    }

    private static func pair(
        _ kind: Record.Kind, _ a: String, _ b: String, _ source: String, _ at: Timestamp
    ) -> Hash128 {
        var hash = fact(kind, source, at)
        hash.folded(a)
        hash.folded(b)
        return hash.finish()
    }

    private static func written(_ record: Record) -> Hash128 {
        var bytes: [UInt8] = []
        RecordWriter.write(record, into: &bytes)
        var hash = SipHash()
        bytes.withUnsafeBytes { hash.field($0) }
        return hash.finish()
    }
}
