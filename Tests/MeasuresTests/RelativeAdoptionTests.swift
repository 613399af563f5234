import Columns
import Domain
import TestSupport
import Testing

@testable import Measures

@Suite("Relative adoption")
struct RelativeAdoptionTests {
    private func model(_ name: String, released day: Int32, precision: Int8 = 0, parameters: Int64? = 7) -> Saying {
        .model(
            .init(
                id: name, at: at(0), released: 20_000 + day, releasedPrecision: precision,
                parameters: parameters.map { $0 * 1_000_000_000 }))
    }

    private func seen(_ name: String, _ series: Series, _ value: Int64, _ day: Int) -> Saying {
        .observation(name, series, value, step: 1, source: "huggingface", at: at(day, 5))
    }

    private func ram(_ sayings: [Saying], _ series: Series) -> (ram: RelativeAdoption, world: World) {
        let facts = FactsMaker.facts(sayings)
        let world = World(facts)
        return (RelativeAdoption(Histories(facts, world), sizeClass: .from5to10, series: series.name), world)
    }

    @Test("by hand: ten models at day thirty, whenever they were released")
    func byHand() throws {
        var sayings: [Saying] = []
        for (i, value) in [100, 90, 80, 70, 60, 40, 30, 20, 10, 5].enumerated() {
            let name = "acme/m\(i)"
            sayings += [
                model(name, released: Int32(i)), seen(name, .downloads30d, Int64(value), 30 + i),
                seen(name, .downloadsAllTime, Int64(value * 3), 24 + i), seen(name, .pulls, Int64(value), 23 + i),
            ]
        }
        let (gauge, world) = ram(sayings, .downloads30d)
        let first = try #require(world.row("acme/m0"))
        #expect(gauge.figure(row: first, checkpoint: 30, .median) == ReasonedFigure(2))
        #expect(gauge.figure(row: try #require(world.row("acme/m9")), checkpoint: 30, .median).value == 0.1)
        let (total, _) = ram(sayings, .downloadsAllTime)
        // Seen on the sixth day before: fresh enough.
        #expect(total.figure(row: first, checkpoint: 30, .tenth) == ReasonedFigure(20))
        let (pulls, _) = ram(sayings, .pulls)
        #expect(pulls.figure(row: first, checkpoint: 30, .tenth).reason?.contains("7 days") == true)
        #expect(pulls.standings[3].checkpoint == 60 && pulls.standings[2].reached == 10)
        #expect(pulls.standings[2].models.isEmpty && gauge.inClass == 10 && gauge.withRelease == 10)
        // Multiplying everybody by a number changes nothing.
        let (scaled, _) = ram(
            sayings.map {
                guard case .observation(let id, let s, let value, let step, let source, let at) = $0 else { return $0 }
                return .observation(id, s, value * 9, step: step, source: source, at: at)
            }, .downloads30d)
        #expect(scaled.figure(row: first, checkpoint: 30, .median) == ReasonedFigure(2))
    }

    @Test("what is missing is said: nine models, no release, only a month, an age not reached, nothing downloaded")
    func reasons() throws {
        var sayings: [Saying] = []
        for i in 0..<9 {
            sayings += [model("acme/m\(i)", released: 0), seen("acme/m\(i)", .downloads30d, Int64(i), 30)]
        }
        sayings += [
            model("acme/month", released: 0, precision: 1), seen("acme/month", .downloads30d, 8, 30),
            model("acme/other", released: 0, parameters: 3), seen("acme/other", .downloads30d, 8, 30),
            .model("acme/never", 0), seen("acme/never", .downloads30d, 8, 30),
        ]
        let (few, world) = ram(sayings, .downloads30d)
        func reason(_ ram: RelativeAdoption, _ world: World, _ name: String, _ checkpoint: Int32) throws -> String {
            let figure = ram.figure(row: try #require(world.row(name)), checkpoint: checkpoint, .median)
            #expect(figure.value == nil)
            return figure.reason ?? ""
        }
        #expect(try reason(few, world, "acme/m3", 30).contains("only 9 models"))
        #expect(try reason(few, world, "acme/m3", 60).contains("not reached"))
        #expect(try reason(few, world, "acme/month", 30).contains("month"))
        #expect(try reason(few, world, "acme/never", 30).contains("release date is not known"))
        #expect(try reason(few, world, "acme/m3", 31).contains("no checkpoint"))
        #expect(few.inClass == 10 && few.withRelease == 9)
        let zeros = (0..<10).flatMap { [model("acme/z\($0)", released: 0), seen("acme/z\($0)", .downloads30d, 0, 30)] }
        let (nothing, zero) = ram(zeros, .downloads30d)
        #expect(try reason(nothing, zero, "acme/z1", 30).contains("no downloads to divide by"))
    }

    @Test("the slow definition agrees, however the records arrive", arguments: 0..<60)
    func reference(seed: Int) throws {
        var random = SplitMix(seed: UInt64(seed) + 90)
        let count = 8 + random.below(10)
        var sayings: [Saying] = []
        var releases: [String: Int] = [:]
        var points: [String: [(day: Int, value: Int64)]] = [:]
        for i in 0..<count {
            let name = "acme/m\(i)"
            let isInClass = !random.oneIn(6)
            let released = random.below(30)
            sayings.append(model(name, released: Int32(released), parameters: isInClass ? 5 : 12))
            if isInClass { releases[name] = released }
            for day in Set((0..<12).map { _ in random.below(70) }) {
                let value = Int64(random.below(40))
                points[name, default: []].append((day, value))
                sayings.append(seen(name, .downloads30d, value, day))
            }
        }
        let last = points.values.flatMap { $0.map(\.day) }.max()!
        let (found, world) = ram(sayings.shuffled(using: &random), .downloads30d)
        for (i, checkpoint) in RelativeAdoption.checkpoints.enumerated() {
            var values: [(name: String, value: Int64)] = []
            for (name, released) in releases where released + Int(checkpoint) <= last {
                let day = released + Int(checkpoint)
                let fresh = points[name]!.filter { $0.day <= day && $0.day >= day - 6 }.max { $0.day < $1.day }
                if let fresh { values.append((name, fresh.value)) }
            }
            values.sort { $0.value != $1.value ? $0.value > $1.value : $0.name < $1.name }
            let standing = found.standings[i]
            #expect(standing.models.map { world.models.name[$0.row] } == values.map(\.name))
            #expect(standing.models.map(\.value) == values.map(\.value))
            for (name, value) in values {
                let row = try #require(world.row(name))
                let (median, tenth) = (
                    found.figure(row: row, checkpoint: checkpoint, .median).value,
                    found.figure(row: row, checkpoint: checkpoint, .tenth).value
                )
                guard values.count >= 10 else {
                    #expect(median == nil && tenth == nil)
                    continue
                }
                let middle = Double(values[4].value + values[5].value) / 2
                #expect(median == (middle > 0 ? Double(value) / middle : nil))
                #expect(tenth == (values[9].value > 0 ? Double(value) / Double(values[9].value) : nil))
            }
        }
    }
}
