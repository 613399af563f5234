import Domain
import Wire

/// Which events somebody wants: kinds, and what they are about. What has no such attribute does not pass.
public struct WatchFilter: Sendable {
    /// Nil: all.
    public var kinds: Set<String>?
    /// Identity keys.
    public var model: String?
    public var organization: String?
    public var country: String?

    /// - Parameters:
    ///   - model: the id that the parameter leads to.
    ///   - organization: likewise.
    public init(_ parameters: MethodParameters, model: String?, organization: String?) {
        kinds = parameters.strings("kinds").map { Set($0) }
        self.model = model.map(ModelName.key)
        self.organization = organization.map(ModelName.key)
        country = parameters.string("country")
    }

    /// Whether a kind is wanted at all.
    public func wants(_ kind: String) -> Bool {
        if let kinds, !kinds.contains(kind) { return false }
        switch kind {
        case "claim", "quiet": return model == nil && organization == nil && country == nil
        case "crossover": return model == nil && organization == nil
        default: return true
        }
    }

    public func passes(_ event: JSONValue) -> Bool {
        guard let kind = event["kind"]?.text, wants(kind) else { return false }
        if let model, event["model"]?.text.map(ModelName.key) != model { return false }
        if let organization, event["organization"]?.text.map(ModelName.key) != organization { return false }
        if let country {
            guard case .array(let countries)? = event["countries"], countries.contains(.string(country)) else {
                return false
            }
        }
        return true
    }
}
