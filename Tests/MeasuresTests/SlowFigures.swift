import Columns
import Domain
import TestSupport

@testable import Measures

/// What a model has and whom it is counted for, one model at a time.
enum SlowFigures {
    /// Sixty parts of one are thirds, quarters and fifths of it.
    static let unit: Int64 = 60

    /// The holders of a row, each with its part of sixty; nil is nobody known.
    static func holders(_ by: Holders.By, _ row: Int, _ world: World) -> [(name: String?, part: Int64)] {
        guard by == .country, let joint = world.joint.organizations[Int32(row)] else {
            return [(holder(by, row, world), unit)]
        }
        let names = Set(
            joint.map { organization -> String? in
                let country = world.organizations.country[Int(organization)]
                return country.isKnown ? country.name : nil
            })
        return names.map { ($0, unit / Int64(names.count)) }
    }

    private static func holder(_ by: Holders.By, _ row: Int, _ world: World) -> String? {
        let publisher = world.organizationRow[row].orNil.map(Int.init)
        switch by {
        case .model: return world.models.name[row]
        case .country: return world.models.country[row].isKnown ? world.models.country[row].name : nil
        case .organization: return publisher.map { world.organizations.name[$0] }
        case .kind:
            let kind = publisher.map { world.organizations.kind[$0] } ?? .unknown
            return kind == .unknown ? nil : kind.name
        case .access: return world.models.access[row] == .unknown ? nil : world.models.access[row].name
        }
    }

    static func value(_ figure: HeldFigure, _ row: Int, _ facts: Facts, _ world: World) -> Int64? {
        let table = world.models
        let isDescribed = !table.flags[row].contains(.placeholder)
        switch figure {
        case .netLikes: return table.netLikes[row].orNil
        case .downloads30d: return table.downloads30d[row].orNil
        case .downloadsAllTime: return table.downloadsAllTime[row].orNil
        case .pulls: return table.pulls[row].orNil
        case .derivatives: return isDescribed || table.derivatives[row] > 0 ? Int64(table.derivatives[row]) : nil
        case .descendants: return isDescribed || table.descendants[row] > 0 ? Int64(table.descendants[row]) : nil
        case .releases:
            let today = Timestamp(microseconds: world.asOf).day.number
            return isDescribed && (table.released[row].orNil ?? .min) <= today ? 1 : nil
        case .deployments:
            let events = deployments(row, facts, world)
            return events.isEmpty ? nil : events.reduce(0) { $0 + $1.change }
        }
    }

    /// Every event of a deployment of a model, with what it changed.
    static func deployments(_ row: Int, _ facts: Facts, _ world: World) -> [(day: Int32, change: Int64)] {
        guard world.asOf != .null else { return [] }
        let events = facts.adoptions.rows
            .filter { $0.at <= world.asOf && world.rowOfId[Int($0.model)] == Int32(row) }
            .sorted { ($0.at, $0.amount) < ($1.at, $1.amount) }
        var open: [String: Int64] = [:]
        return events.map { event in
            let offer = "\(event.source) \(event.adopter)"
            let before = open[offer] ?? 0
            open[offer] = max(0, before + event.amount)
            return (Timestamp(microseconds: event.at).day.number, open[offer]! - before)
        }
    }
}

extension Facts {
    /// The store's id of a model; it is there.
    func id(_ name: String) -> Int32 { Int32((0..<modelNames.count).first { modelNames[$0] == name }!) }

    /// Takes in deployments as the ledger's reader does: by themselves, and as sums by day.
    mutating func deploy(_ events: [(model: Int32, adopter: Int32, amount: Int64, at: Int64)]) {
        let kind = Int16(EventKind.deployment.rawValue)
        adoptions.merge(
            events.enumerated().map { place, event in
                Adoption(
                    model: event.model, adopter: event.adopter, kind: kind, source: 0, at: event.at,
                    amount: event.amount, batch: batch, idHash: Int64(place))
            })
        amounts.merge(
            events.map {
                DailyAmount(
                    model: $0.model, day: Timestamp(microseconds: $0.at).day.number, kind: kind, source: 0,
                    amount: $0.amount)
            })
        for event in events { newest = Swift.max(newest, event.at) }
    }

    mutating func deployRandomly(seed: Int) {
        guard modelNames.count > 1 else { return }
        var random = SplitMix(seed: UInt64(seed) + 77)
        deploy(
            (0..<random.below(40)).map { _ in
                (
                    model: Int32(1 + random.below(modelNames.count - 1)), adopter: Int32(random.below(3)),
                    amount: random.oneIn(3) ? -1 : 1, at: at(random.below(45), random.below(4))
                )
            })
    }
}
