import Columns
import Domain

/// The day each model was published: its release where a source states it well enough, else the creation of its
/// repository.
struct PublicationDays {
    private let table: ModelTable
    private let least: Int8

    /// - Parameter least: how well a release date must be known. One that is known less well gives way to the creation of
    ///   the repository where that lies within it, else the model has no day.
    init(_ world: World, least: PartialDate.Precision) {
        table = world.models
        self.least = least.rawValue
    }

    /// Days since 1970; `.null`: not known well enough.
    @inline(__always)
    func day(_ row: Int) -> Int32 {
        let released = table.released[row]
        let created = table.created[row]
        let createdDay = created == .null ? Int32.null : Timestamp(microseconds: created).day.number
        if released == .null { return createdDay }
        let precision = table.releasedPrecision[row]
        if precision <= least { return released }
        guard createdDay != .null else { return .null }
        let kind: PeriodKind = precision >= PartialDate.Precision.year.rawValue ? .year : .month
        return kind.start(createdDay) == kind.start(released) ? createdDay : .null
    }
}

extension World {
    /// The UTC day of its time; `.null`: nothing was ever observed.
    var today: Int32 { asOf == .null ? .null : Timestamp(microseconds: asOf).day.number }
}
