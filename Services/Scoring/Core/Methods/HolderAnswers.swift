import Domain
import Measures
import Wire

/// What questions about holders share: whom models are counted for, and how shares are written.
enum HolderAnswers {
    static func by(_ parameters: MethodParameters) -> Holders.By {
        parameters.string("by").flatMap(Holders.By.init(rawValue:)) ?? .country
    }

    static func series(_ parameters: MethodParameters) -> FlowSeries {
        parameters.string("series").flatMap(FlowSeries.init(rawValue:)) ?? .downloads
    }

    /// A parameter that names a holder, as the measures name it; nil: it was not given.
    static func holder(
        _ parameters: MethodParameters, _ name: String, _ by: Holders.By, _ state: AskedState
    ) throws(RPCError) -> String? {
        guard let text = parameters.string(name) else { return nil }
        switch by {
        case .country: return try AskedState.country(parameters, name)?.name
        case .organization:
            return state.world.organizations.name[try state.row(ofOrganization: text, path: name)]
        case .kind: return try word(text, OrganizationKind.allCases.map(\.name), path: name)
        case .access: return try word(text, Access.allCases.map(\.name), path: name)
        case .model: return state.world.models.name[try state.row(ofModel: text, path: name)]
        }
    }

    private static func word(_ text: String, _ words: [String], path: String) throws(RPCError) -> String {
        guard words.contains(text) else {
            throw RPCError(
                .invalidParameters, "'\(path)' should be one of \(words.joined(separator: ", "))", path: path,
                nearest: NearestName.find(text, among: words))
        }
        return text
    }

    /// Why a name stands for no holder; nil: it does.
    static func reason(_ holder: String, _ by: Holders.By) -> String? {
        guard by != .organization, ["unknown", "unreviewed"].contains(holder) else { return nil }
        return
            "'\(holder)' is nobody who can hold a share; shares are over what is attributed to a known \(by.rawValue)"
    }

    /// Of which models, for denominators.
    static func attributed(_ by: Holders.By) -> String {
        switch by {
        case .country: "of models whose publisher's country is known"
        case .organization: "of models whose publisher is known"
        case .kind: "of models whose publisher's kind is known"
        case .access: "of models whose access is known"
        case .model: "of models"
        }
    }

    static func shares(_ shares: some Sequence<HeldShare>) -> JSONValue {
        .array(
            shares.map {
                ["key": .string($0.key), "value": .number($0.value), "numerator": $0.numerator.json]
            })
    }

    static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
}
