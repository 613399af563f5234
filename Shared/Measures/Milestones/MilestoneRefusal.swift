import Domain

/// Why the effect of a milestone cannot be told.
public enum MilestoneRefusal: Error, Equatable {
    /// A share was asked for, of nobody.
    case shareOfWhom
    case nothingObserved(FlowSeries)
    case future(UTCDay, asOf: UTCDay)
    case windowBefore(first: UTCDay, there: Int, wanted: Int)
    case windowAfter(there: Int, wanted: Int)
    case nobody(String)
    case tooFewDays(observed: Int, of: Int)
    case noPlacebo(first: UTCDay, wanted: Int, there: Int)
}

extension MilestoneRefusal: CustomStringConvertible {
    /// A sentence a person can act on.
    public var description: String {
        switch self {
        case .shareOfWhom: "a share is somebody's: name the holder with 'of', or ask for the amount"
        case .nothingObserved(let series): "there is no record of \(series.words) at this time"
        case .future(let date, let asOf): "the milestone, \(date), lies after the time of the answer, \(asOf)"
        case .windowBefore(let first, let there, let wanted):
            "the record begins on \(first), \(there) days before the milestone; the window needs \(wanted)"
        case .windowAfter(let there, let wanted):
            "the record has \(there) days from the milestone on; the window needs \(wanted)"
        case .nobody(let name): "nobody called '\(name)' holds any model at this time"
        case .tooFewDays(let observed, let of):
            "of the \(of) days of the windows \(observed) were observed: on each side it must be half of them"
        case .noPlacebo(let first, let wanted, let there):
            "no placebo date can be tested, and without one there is no effect: the record begins on \(first), "
                + "\(there) days before the milestone, and a placebo needs \(wanted) days with half of them observed "
                + "on each side; shorten 'before' and 'after'"
        }
    }
}
