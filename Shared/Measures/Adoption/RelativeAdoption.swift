import Columns
import Domain

/// Relative adoption (RAM): a model's downloads against those of the ten most downloaded models of its size class, at the
/// same number of days since release.
///
/// Version 1 divides the 30-day gauge by the median over the ten; version 2 divides a cumulative counter by that of the
/// tenth. The model itself is one of its class.
public struct RelativeAdoption: Sendable {
    public static let measure = MeasureDefinition(
        "relativeAdoption", unit: "ratio", "downloads against those of the ten most downloaded of the same size and age"
    )

    /// Days since release at which models are compared.
    public static let checkpoints: [Int32] = [7, 14, 30, 60, 90, 180, 365]
    /// How many of a class are compared with.
    public static let ranked = 10
    /// A figure counts for a day if it was seen on that day or in the days before it, this many in all.
    public static let freshness: Int32 = 7

    public enum Version: Int, Sendable, CaseIterable {
        /// Against the median over the ten.
        case median = 1
        /// Against the tenth.
        case tenth = 2
    }

    /// A model of the class and its figure at one checkpoint.
    public struct Ranked: Sendable, Equatable {
        public var row: Int
        public var value: Int64
    }

    /// A class at one checkpoint.
    public struct Standing: Sendable, Equatable {
        public var checkpoint: Int32
        /// Models of the class that had reached the checkpoint and were seen there: the most downloaded first, equals by
        /// id.
        public var models: [Ranked] = []
        /// Models of the class that had reached the checkpoint, seen or not.
        public var reached = 0

        /// What figures are divided by; nil where there are fewer than ten, or they were not downloaded.
        public func denominator(_ version: Version) -> Double? {
            guard models.count >= RelativeAdoption.ranked else { return nil }
            let value =
                switch version {
                case .median: Double(models[4].value + models[5].value) / 2
                case .tenth: Double(models[9].value)
                }
            return value > 0 ? value : nil
        }
    }

    public let sizeClass: SizeClass
    public let series: String
    /// One a checkpoint, in their order.
    public private(set) var standings: [Standing]
    /// Models of the class, and those of them whose day of release is known.
    public private(set) var inClass = 0
    public private(set) var withRelease = 0

    private let histories: Histories

    /// All of a size class, in one pass over the models.
    ///
    /// - Parameter series: of version 1 a gauge, of version 2 a counter; its raw values are compared.
    public init(_ histories: Histories, sizeClass: SizeClass, series: String) {
        self.histories = histories
        self.sizeClass = sizeClass
        self.series = series
        standings = Self.checkpoints.map { Standing(checkpoint: $0) }
        let world = histories.world
        let table = world.models
        guard world.asOf != .null else { return }
        let today = Timestamp(microseconds: world.asOf).day.number
        let levels = Levels(histories, series: series)
        for row in 0..<table.count where SizeClass(parameters: table.parameters[row]) == sizeClass {
            guard table.flags[row].isDisjoint(with: [.placeholder, .artifact]) else { continue }
            inClass += 1
            guard let release = ReleaseDay(world, row: row).day else { continue }
            withRelease += 1
            let points = levels.chosen(row: row)
            var next = points.startIndex
            for i in standings.indices {
                let day = release + Self.checkpoints[i]
                if day > today { break }
                standings[i].reached += 1
                while next < points.endIndex, Timestamp(microseconds: points[next].at).day.number <= day { next += 1 }
                guard next > points.startIndex else { continue }
                let seen = points[next - 1]
                if Timestamp(microseconds: seen.at).day.number > day - Self.freshness {
                    standings[i].models.append(Ranked(row: row, value: seen.value))
                }
            }
        }
        for i in standings.indices {
            standings[i].models.sort {
                $0.value != $1.value ? $0.value > $1.value : table.name.isLess($0.row, $1.row)
            }
        }
    }

    /// The figure of a model of the class.
    public func figure(row: Int, checkpoint: Int32, _ version: Version) -> ReasonedFigure {
        guard let standing = standings.first(where: { $0.checkpoint == checkpoint }) else {
            return ReasonedFigure(reason: "\(checkpoint) days is no checkpoint")
        }
        let release: Int32
        switch ReleaseDay(histories.world, row: row) {
        case .known(let day): release = day
        case .unknown(let reason): return ReasonedFigure(reason: reason)
        }
        guard let own = standing.models.first(where: { $0.row == row }) else {
            let day = UTCDay(number: release + checkpoint)
            guard histories.world.asOf != .null, Timestamp(microseconds: histories.world.asOf).day >= day else {
                return ReasonedFigure(reason: "day \(checkpoint) since its release is \(day), which is not reached")
            }
            return ReasonedFigure(
                reason: "no \(series) of it were seen in the \(Self.freshness) days up to \(day), "
                    + "day \(checkpoint) since its release")
        }
        guard let denominator = standing.denominator(version) else {
            return ReasonedFigure(reason: missing(standing))
        }
        return ReasonedFigure(Double(own.value) / denominator)
    }

    /// Why a class has nothing to divide by at a checkpoint.
    public func missing(_ standing: Standing) -> String {
        guard standing.models.count < Self.ranked else {
            return "the ten most downloaded of size class \(sizeClass.name) have no downloads to divide by at day "
                + "\(standing.checkpoint)"
        }
        return "of size class \(sizeClass.name) only \(standing.models.count) models have \(series) at day "
            + "\(standing.checkpoint) since their release; ten are needed"
    }
}
