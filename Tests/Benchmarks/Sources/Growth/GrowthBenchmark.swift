import Foundation

/// The same at a quarter, half, once, twice and four times the size, each in a store and services of its own: what a record
/// costs, how long answers take beside the echo, what the services hold, and what a line through that says of ten times.
struct GrowthBenchmark {
    let options: Options

    static let section = "Growth"
    static let factors = [0.25, 0.5, 1, 2, 4]
    /// What a world this many times as large would take is worked out from the slopes.
    static let beyond = 10.0

    func run(into report: inout Report) throws {
        var worlds: [GrownWorld] = []
        for factor in Self.factors {
            let folder = "\(options.folder)/growth-\(worlds.count)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let world = try GrownWorld(options, factor, folder: folder)
            try FileManager.default.removeItem(atPath: folder)
            worlds.append(world)
            say("growth, \(world.text)")
        }
        guard let once = worlds.first(where: { $0.factor == 1 }) else { return }
        for figure in GrownWorld.Figure.allCases {
            for world in worlds {
                guard let value = world.figures[figure], let base = once.figures[figure] else { continue }
                report.rows.append(
                    Row(
                        section: Self.section, what: "\(figure.rawValue), \(Measured.text(world.factor)) times",
                        ours: Measured(unit: figure.unit, values: value), reference: "once",
                        theirs: Measured(unit: figure.unit, values: base),
                        goal: figure.isFlat && world.factor != 1 ? .between(0.8, 1.2) : nil))
            }
        }
        for figure in GrownWorld.Figure.allCases where !figure.isFlat {
            let points = worlds.compactMap { world in
                world.figures[figure].map { (world.factor, Measured(unit: "", values: $0).median) }
            }
            let line = Line(points)
            report.notes.append(
                """
                \(figure.rawValue): \(Measured.text(line.start)) \(figure.unit) and \(Measured.text(line.slope)) \
                \(figure.unit) more for each time the size, off by \(Measured.text(line.worst * 100)) % at most; \
                at \(Measured.text(Self.beyond)) times \(Measured.text(line.at(Self.beyond))) \(figure.unit)
                """)
        }
    }
}

/// A straight line through points, by least squares.
struct Line {
    var start: Double
    var slope: Double
    /// The largest distance of a point from it, as a share of the point's value.
    var worst = 0.0

    init(_ points: [(x: Double, y: Double)]) {
        let count = Double(points.count)
        let x = points.map(\.x).reduce(0, +) / count
        let y = points.map(\.y).reduce(0, +) / count
        let spread = points.map { ($0.x - x) * ($0.x - x) }.reduce(0, +)
        slope = spread == 0 ? 0 : points.map { ($0.x - x) * ($0.y - y) }.reduce(0, +) / spread
        start = y - slope * x
        for point in points where point.y != 0 { worst = max(worst, abs(at(point.x) - point.y) / abs(point.y)) }
    }

    func at(_ x: Double) -> Double { start + slope * x }
}
