import Domain
import Wire

/// An organization as `organization.get` describes it.
public struct OrganizationProfile: Sendable, Equatable {
    public let id: String
    public let name: String?
    public let country: String?
    public let kind: String?
    public let models: Int64?
    /// All that was said.
    public let json: JSONValue

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.text else { return nil }
        self.id = id
        name = json["name"]?.text
        country = json["country"]?.text
        kind = json["kind"]?.text
        models = json["models"]?.whole
        self.json = json
    }
}

/// One value of a series at one time.
public struct TimelinePoint: Sendable, Equatable {
    /// Nil where days since the release are asked for.
    public let at: Timestamp?
    /// Days since the release, where these are asked for.
    public let day: Int64?
    public let value: Double?
    public let source: String?
    public let json: JSONValue

    init?(_ json: JSONValue) {
        guard case .object = json else { return nil }
        at = json["at"]?.text.flatMap { Timestamp($0) }
        day = json["day"]?.whole
        value = json["value"]?.double
        source = json["source"]?.text
        self.json = json
    }
}
