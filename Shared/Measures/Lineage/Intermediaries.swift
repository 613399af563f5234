import Columns
import Domain

/// Intermediary share: adoption that goes to re-uploads, quantisations and conversions by another organisation.
///
/// A re-upload is a model that is stated as a quantisation of a model of another organisation, or whose name says that it
/// is one while it is stated as a finetune.
public struct Intermediaries: Sendable {
    public static let measure = MeasureDefinition(
        "intermediaries", unit: "share", "share of adoption that goes to re-uploads by other organizations")

    /// The adoption of re-uploads.
    public let numerator: ExactSum
    /// The adoption of every model asked for and of every re-upload of one.
    public let all: CountedAdoption
    /// Re-uploads, counted or not.
    public let models: Int
    /// By the organisation that re-uploads, a row; -1: without one. In no order that means anything.
    public let byOrganization: [RootAdoption.Entry]

    /// - Parameter subject: whose models; nil: everybody's.
    public init(_ subject: LineageSubject?, weight: AdoptionWeight, in world: World, _ lineage: Lineage) {
        let graph = lineage.graph
        var all = CountedAdoption()
        var numerator = ExactSum()
        var models = 0
        var byOrganization: [Int: ExactSum] = [:]
        for row in 0..<world.models.count where world.isModel(row) {
            let isFlagged = world.models.flags[row].contains(.relationContradicted)
            var isReupload = false
            let own = world.organizationRow[row]
            for e in graph.parentRange(row) {
                let relation = graph.relations[e]
                guard relation == .quantized || (isFlagged && relation == .finetune) else { continue }
                let parent = Int(graph.parents[e])
                if own == world.organizationRow[parent], own != .null { continue }
                if let subject, !subject.contains(world, parent) { continue }
                isReupload = true
                break
            }
            guard isReupload || subject?.contains(world, row) ?? true else { continue }
            let amount = weight.amount(world, row)
            all.add(amount)
            guard isReupload else { continue }
            models += 1
            guard let amount, amount > 0 else { continue }
            numerator.add(amount)
            byOrganization[own.orNil.map(Int.init) ?? -1, default: ExactSum()].add(amount)
        }
        self.numerator = numerator
        self.all = all
        self.models = models
        self.byOrganization = byOrganization.map { RootAdoption.Entry(key: $0.key, sum: $0.value) }
    }

    /// Nil where there is no adoption at all.
    public var share: Double? { all.sum.isZero ? nil : numerator.value / all.sum.value }

    /// The largest re-uploaders, ties by name.
    public func largest(_ count: Int, name: (Int) -> String) -> [RootAdoption.Entry] {
        FirstFew.of(byOrganization, count) { a, b in a.sum != b.sum ? a.sum > b.sum : name(a.key) < name(b.key) }
    }
}
