import Columns
import Domain

/// How often a source has news, and whether it has gone quiet: by the valid times of what it said.
public struct SourceRhythm: Sendable, Equatable {
    /// How many usual intervals without news are quiet.
    public static let quietAfter: Int32 = 3
    /// The fewest days with news from which an interval is taken.
    public static let fewestDays = 4

    public let source: String
    /// The last day it said something of, days since 1970.
    public let last: Int32
    /// The median of the days between two days with news, of an even number the lower; nil where there are too few.
    public let usual: Int32?

    /// Of every source that said anything up to a day, by name bytewise.
    public static func all(_ facts: Facts, upTo day: Int32) -> [SourceRhythm] {
        facts.sources.indices.compactMap { source in
            let days = facts.heard.days(of: source, upTo: day)
            guard let last = days.last else { return nil }
            let gaps = zip(days.dropFirst(), days).map { $0 - $1 }.sorted()
            let usual = days.count >= fewestDays ? gaps[(gaps.count - 1) / 2] : nil
            return SourceRhythm(source: facts.sources[source], last: last, usual: usual)
        }.sorted { $0.source.utf8.lexicographicallyPrecedes($1.source.utf8) }
    }

    /// Whether by a day there was no news for more than three times the usual interval.
    public func isQuiet(on day: Int32) -> Bool { usual.map { day - last > Self.quietAfter * $0 } ?? false }
}
