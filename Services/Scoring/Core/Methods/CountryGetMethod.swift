import Domain
import Measures
import Wire

/// `country.get`: one country in figures.
struct CountryGetMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let country = try AskedState.country(parameters, "id") ?? .unknown
        var answer = state.answer(
            .null, unit: CountryProfile.measure.unit, definition: CountryProfile.measure.id, parameters)
        answer.denominatorText = "described models whose publisher is of this country"
        answer.numerator = 0
        answer.denominator = 0
        let after = parameters.date("releasedAfter")?.first.number
        let before = parameters.date("releasedBefore")?.first.number
        var window: ClosedRange<Int32>?
        if after != nil || before != nil {
            guard after ?? .min < before ?? .max else {
                answer.reason = "the window is empty: 'releasedAfter' is not before 'releasedBefore'"
                return answer
            }
            // No day stands at the sentinel.
            window = (after ?? .min + 1)...((before ?? .max) - 1)
            answer.denominatorText = "described models of this country that were released in the window"
        }
        let profile = CountryProfile(country, in: state.world, days: window)
        answer.numerator = profile.models.json
        answer.denominator = profile.models.json
        guard profile.models > 0 else {
            answer.reason =
                "no described model has a publisher of \(country.name)"
                + (window == nil ? "" : " and was released in the window on a day that is known")
            return answer
        }
        // What is told of a model here: when it came and how it can be had.
        let known = profile.models - (profile.access[.unknown] ?? 0)
        answer.coverage = known.value / profile.models.value
        answer.value = Self.value(country, profile, state)
        answer.more = [.init("coverageText", "models of the country whose access is known")]
        return answer
    }

    private static func value(_ country: Country, _ profile: CountryProfile, _ state: AskedState) -> JSONValue {
        let dependence = Dependence(
            Dependence.Question(of: country, lineage: .standard, attribution: .direct, scope: .all, weight: .count),
            in: state.world)
        return .object([
            .init("id", .string(country.name)), .init("organizations", .integer(Int64(profile.publishers))),
            .init("openOrganizations", .integer(Int64(profile.openPublishers))),
            .init("models", profile.models.json),
            .init("kinds", shares(profile.kinds.map { ($0.key.name, ExactSum(Int64($0.value))) })),
            .init("access", shares(profile.access.map { ($0.key.name, $0.value) })),
            .init(
                "releasesByYear",
                .array(
                    profile.years.map { year in
                        [
                            "key": .string("\(year.year)"), "value": year.models.json,
                            "known": year.known.json, "closed": year.closed.json,
                            "closedness": year.known > 0
                                ? .number(year.closed.value / year.known.value) : .null,
                        ]
                    })),
            .init("undated", profile.undated.json),
            .init("netLikes", profile.withLikes > 0 ? profile.netLikes.json : .null),
            .init("downloads30d", profile.withDownloads > 0 ? profile.downloads30d.json : .null),
            .init("derivatives", profile.derivatives.json),
            .init(
                "dependsOn",
                .array(
                    dependence.shares(of: country).map {
                        [
                            "key": .string($0.parent.name), "value": .number($0.value),
                            "numerator": AskedState.number($0.numerator),
                        ]
                    })),
            .init("dependenceDenominator", AskedState.number(dependence.known(of: country))),
        ])
    }

    /// Shares of a tally, descending, ties by name bytewise.
    private static func shares(_ tally: [(name: String, count: ExactSum)]) -> JSONValue {
        let all = tally.reduce(into: ExactSum()) { $0 += $1.count }
        let sorted = tally.sorted {
            $0.count != $1.count ? $0.count > $1.count : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
        return .array(
            sorted.map {
                [
                    "key": .string($0.name), "value": .number($0.count.value / all.value),
                    "numerator": $0.count.json,
                ]
            })
    }
}
