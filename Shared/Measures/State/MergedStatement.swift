import Columns
import Domain

/// One identity's attributes, each from the most trusted source that states it.
struct MergedStatement {
    var count = 0
    var access: Int8 = -1
    var gated: Int8 = -1
    var released: Int32 = .null
    var releasedPrecision: Int8 = -1
    var created: Int64 = .null
    var parameters: Int64 = .null
    var activeParameters: Int64 = .null
    var organization: Int32 = .null
    var license: Int32 = .null
    var licenseName: Int32 = .null
    var licenseLink: Int32 = .null
    var task: Int32 = .null
    var library: Int32 = .null
    /// A hub describes it, so its weights are there.
    var fromHub = false
    var latestAt: Int64 = .min
    /// Two sources state different access or licence.
    var contradicted = false

    /// Whether it has what only few models have.
    var hasDetails: Bool { licenseName != .null || licenseLink != .null }

    /// - Parameter asOf: what was said later is carried back, and says nothing of when the model was still there.
    init(_ statements: UnsafeBufferPointer<Statement>, _ ranks: [SourceRank], asOf: Int64) {
        for s in statements {
            count += 1
            if s.at <= asOf { latestAt = max(latestAt, s.at) }
            if ranks[Int(s.source)] == .hub { fromHub = true }
            if access >= 0, s.access >= 0, s.access != access { contradicted = true }
            if license != .null, s.license != .null, s.license != license { contradicted = true }
            if access < 0 { access = s.access }
            if gated < 0 { gated = s.gated }
            if released == .null {
                released = s.released
                releasedPrecision = s.releasedPrecision
            }
            if created == .null { created = s.created }
            if parameters == .null { parameters = s.parameters }
            if activeParameters == .null { activeParameters = s.activeParameters }
            if organization == .null { organization = s.organization }
            if license == .null {
                license = s.license
                licenseName = s.licenseName
                licenseLink = s.licenseLink
            }
            if task == .null { task = s.task }
            if library == .null { library = s.library }
        }
    }
}
