import Columns
import Domain

/// Takes what a scan finds.
protocol FlowSink {
    /// An observation of a row on a UTC day that could have counted, and what it counted, 0 included.
    ///
    /// - Parameter isMember: whether the model belongs to those the series is about; nil: nobody knows.
    mutating func take(row: Int, day: Int32, amount: Int64, isMember: Bool?)
    /// Something that happened on a day nobody knows well enough.
    mutating func takeUndated(row: Int)
}

/// One pass over the columns of the facts: what was counted of each model day by day, up to the world's time.
///
/// Counters are read as everywhere: the most trusted source's, differences only, resets left out (`CounterRun`). A first
/// value is a level and counts nothing. An amount belongs to the day on which its later value was seen.
struct FlowScan {
    let facts: Facts
    let world: World
    private let order: SourceOrder
    private let pointsOf: IdentityRows<Point>

    init(_ facts: Facts, _ world: World) {
        self.facts = facts
        self.world = world
        order = SourceOrder(facts)
        pointsOf = IdentityRows(facts.points, world)
    }

    /// - Parameter least: how well days of publication must be known.
    func scan(_ series: FlowSeries, least: PartialDate.Precision, into sink: inout some FlowSink) {
        guard world.asOf != .null else { return }
        switch series {
        case .downloads: counter(.downloadsAllTime, young: nil, &sink)
        case .pulls: counter(.pulls, young: nil, &sink)
        case .downloadsYoung: counter(.downloadsAllTime, young: least, &sink)
        case .pullsYoung: counter(.pulls, young: least, &sink)
        case .likes: likes(&sink)
        case .derivatives: derivatives(least, &sink)
        case .releases: releases(least, &sink)
        case .deployments:
            let adoptions = IdentityRows(facts.adoptions, world)
            for row in 0..<world.models.count {
                _ = OpenDeployments.read(adoptions[row], asOf: world.asOf) { day, change in
                    sink.take(row: row, day: day, amount: change, isMember: true)
                }
            }
        }
    }

    /// The offers in force of every model that was ever offered.
    func openDeployments(_ body: (_ row: Int, _ count: Int64) -> Void) {
        guard world.asOf != .null else { return }
        let adoptions = IdentityRows(facts.adoptions, world)
        for row in 0..<world.models.count {
            if let count = OpenDeployments.read(adoptions[row], asOf: world.asOf, { _, _ in }) { body(row, count) }
        }
    }

    /// A day before which nothing of a series can have counted; nil: there is no record of it by the world's time.
    func earliest(_ series: FlowSeries, least: PartialDate.Precision) -> Int32? {
        guard world.asOf != .null else { return nil }
        var day = Int32.max
        func look(_ series: Series) {
            guard let id = facts.series.firstIndex(where: { $0.name == series.name }) else { return }
            var at = Int64.max
            for point in facts.points.rows where point.series == Int16(id) && point.at < at { at = point.at }
            if at != .max { day = min(day, Timestamp(microseconds: at).day.number) }
        }
        switch series {
        case .downloads, .downloadsYoung: look(.downloadsAllTime)
        case .pulls, .pullsYoung: look(.pulls)
        case .likes:
            look(.likes)
            for amount in facts.amounts.rows where amount.kind == Int16(EventKind.like.rawValue) {
                day = min(day, amount.day)
            }
        case .deployments:
            for event in facts.adoptions.rows where event.kind == Int16(EventKind.deployment.rawValue) {
                day = min(day, Timestamp(microseconds: event.at).day.number)
            }
        case .releases, .derivatives:
            let published = PublicationDays(world, least: least)
            for row in 0..<world.models.count {
                let known = published.day(row)
                if known != .null { day = min(day, known) }
            }
        }
        return day > world.today ? nil : day
    }

    private func counter(_ series: Series, young: PartialDate.Precision?, _ sink: inout some FlowSink) {
        guard let id = facts.series.firstIndex(where: { $0.name == series.name }) else { return }
        let published = young.map {
            // An age in days is not told by a year.
            PublicationDays(world, least: $0 == .year ? .month : $0)
        }
        for row in 0..<world.models.count {
            let points = pointsOf[row]
            if points.isEmpty { continue }
            guard let run = chosen(points, Int16(id)) else { continue }
            guard let published else {
                read(run, row, &sink) { _ in true }
                continue
            }
            let birth = published.day(row)
            read(run, row, &sink) { day in birth == .null ? nil : day - birth < FlowSeries.youngDays }
        }
    }

    private func likes(_ sink: inout some FlowSink) {
        let id = Int16(facts.series.firstIndex { $0.name == Series.likes.name } ?? -1)
        let amounts = IdentityRows(facts.amounts, world)
        let today = world.today
        for row in 0..<world.models.count {
            let points = pointsOf[row]
            if !points.isEmpty, let run = chosen(points, id) { read(run, row, &sink) { _ in true } }
            for amount in amounts[row]
            where amount.kind == Int16(EventKind.like.rawValue) && amount.day <= today
                && !observes(points, id, amount.source)
            {
                sink.take(row: row, day: amount.day, amount: amount.amount, isMember: true)
            }
        }
    }

    private func releases(_ least: PartialDate.Precision, _ sink: inout some FlowSink) {
        let published = PublicationDays(world, least: least)
        let today = world.today
        for row in 0..<world.models.count where world.isModel(row) {
            let day = published.day(row)
            if day == .null {
                sink.takeUndated(row: row)
            } else if day <= today {
                sink.take(row: row, day: day, amount: 1, isMember: true)
            }
        }
    }

    /// Edges by the day of their child: each counts one for the parent, as in the figure `derivatives`.
    private func derivatives(_ least: PartialDate.Precision, _ sink: inout some FlowSink) {
        let published = PublicationDays(world, least: least)
        let today = world.today
        let graph = world.graph
        for child in 0..<graph.nodeCount {
            let edges = graph.parentRange(child)
            if edges.isEmpty { continue }
            let day = published.day(child)
            for e in edges where graph.relations[e].isWeightsOrUnknown {
                let parent = Int(graph.parents[e])
                if day == .null {
                    sink.takeUndated(row: parent)
                } else if day <= today {
                    sink.take(row: parent, day: day, amount: 1, isMember: true)
                }
            }
        }
    }

    /// What one counter counted, and the days on which it was seen and had been seen before.
    @inline(__always)
    private func read(
        _ run: ArraySlice<Point>, _ row: Int, _ sink: inout some FlowSink, isMember: (Int32) -> Bool?
    ) {
        var last = run[run.startIndex].at
        var lastDay = Int32.null
        for point in run.dropFirst() where point.at <= world.asOf && point.at != last {
            last = point.at
            let day = Timestamp(microseconds: point.at).day.number
            if day != lastDay { sink.take(row: row, day: day, amount: 0, isMember: isMember(day)) }
            lastDay = day
        }
        _ = CounterRun(run, asOf: world.asOf) { at, amount in
            let day = Timestamp(microseconds: at).day.number
            sink.take(row: row, day: day, amount: amount, isMember: isMember(day))
        }
    }

    /// The points of a series from the most trusted source that had seen it by then; nil: none had.
    private func chosen(_ points: ArraySlice<Point>, _ series: Int16) -> ArraySlice<Point>? {
        var best: Range<Int>?
        var i = points.startIndex
        while i < points.endIndex {
            let (head, first) = (points[i], i)
            while i < points.endIndex, points[i].series == head.series, points[i].source == head.source { i += 1 }
            guard head.series == series, head.at <= world.asOf else { continue }
            if best.map({ order.isBefore(head.source, points[$0.lowerBound].source) }) ?? true { best = first..<i }
        }
        return best.map { points[$0] }
    }

    /// Whether a source had seen a series by then: its events count the same.
    private func observes(_ points: ArraySlice<Point>, _ series: Int16, _ source: Int16) -> Bool {
        points.contains { $0.series == series && $0.source == source && $0.at <= world.asOf }
    }
}
