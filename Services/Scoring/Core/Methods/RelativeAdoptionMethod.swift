import Domain
import Measures
import Wire

/// `ram`: the models of a size class by relative adoption at one number of days since release.
struct RelativeAdoptionMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let checkpoint = Int32(parameters.integer("checkpoint") ?? 30)
        guard RelativeAdoption.checkpoints.contains(checkpoint) else {
            let all = RelativeAdoption.checkpoints.map { "\($0)" }.joined(separator: ", ")
            throw RPCError(
                .invalidParameters, "\(checkpoint) days is no checkpoint; they are \(all)", path: "checkpoint")
        }
        let offset = try Cursor.offset(parameters, of: state)
        let sizeClass = parameters.string("sizeClass").flatMap(SizeClass.init(name:)) ?? .under1
        let version = RelativeAdoption.Version(rawValue: Int(parameters.integer("version") ?? 1)) ?? .median
        let series = Self.series(version, parameters)
        let ram = RelativeAdoption(state.histories, sizeClass: sizeClass, series: series)
        var answer = state.answer(
            .null, unit: RelativeAdoption.measure.unit, definition: RelativeAdoption.measure.id, parameters)
        guard let standing = ram.standings.first(where: { $0.checkpoint == checkpoint }) else { return answer }
        answer.numerator = .integer(Int64(standing.models.count))
        answer.denominator = .integer(Int64(standing.reached))
        answer.denominatorText =
            "models of this size class that had reached day \(checkpoint) since a release known to the day; "
            + "numerator: those whose \(series) were seen there; coverage: numerator by all models of the class"
        answer.coverage = ram.inClass == 0 ? nil : Double(standing.models.count) / Double(ram.inClass)
        guard let denominator = standing.denominator(version) else {
            answer.reason = ram.missing(standing)
            return answer
        }
        let limit = Int(parameters.integer("limit") ?? 20)
        answer.value = .array(
            standing.models.enumerated().dropFirst(offset).prefix(limit).map { place, model in
                [
                    "rank": .integer(Int64(place + 1)), "id": .string(state.world.models.name[model.row]),
                    "value": .number(Double(model.value) / denominator), "figure": .integer(model.value),
                ]
            })
        answer.more = [.init("dividedBy", AskedState.number(denominator)), .init("series", .string(series))]
        if offset + limit < standing.models.count {
            answer.cursor = Cursor.make(offset + limit, parameters, of: state)
        }
        return answer
    }

    /// What a version compares.
    static func series(_ version: RelativeAdoption.Version, _ parameters: MethodParameters) -> String {
        switch version {
        case .median: Series.downloads30d.name
        case .tenth: parameters.string("series") ?? Series.downloadsAllTime.name
        }
    }
}
