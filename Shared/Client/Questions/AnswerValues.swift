import Domain
import Wire

/// One holder's share.
public struct Share: Sendable, Equatable {
    /// A country, an organization's id, ...
    public let key: String
    /// 0...1.
    public let value: Double
    /// What the share was counted from.
    public let numerator: Double?

    init?(_ json: JSONValue) {
        guard let key = json["key"]?.text, let value = json["value"]?.double else { return nil }
        self.key = key
        self.value = value
        numerator = json["numerator"]?.double
    }
}

/// An entry of a ranking.
public struct Ranked: Sendable, Equatable {
    public let rank: Int64?
    public let id: String
    public let value: Double
    /// Further fields of its method.
    public let json: JSONValue

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.text, let value = json["value"]?.double else { return nil }
        self.id = id
        self.value = value
        rank = json["rank"]?.whole
        self.json = json
    }
}

/// A change of the leader.
public struct RecordEntry: Sendable, Equatable {
    /// The model that took the first place.
    public let id: String
    public let predecessor: String?
    public let at: Timestamp
    public let value: Double
    /// Further fields: margin, tenure, days since the release.
    public let json: JSONValue

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.text, let at = json["at"]?.text.flatMap({ Timestamp($0) }),
            let value = json["value"]?.double
        else { return nil }
        self.id = id
        self.at = at
        self.value = value
        predecessor = json["predecessor"]?.text
        self.json = json
    }
}

/// Who led in one period.
public struct LeadershipPeriod: Sendable, Equatable {
    /// `2025-03`.
    public let period: String
    /// Nil: nothing was observed.
    public let leader: String?
    /// Percentage points over the second.
    public let lead: Double?
    public let shares: [Share]
    public let coverage: Double?
    public let reason: String?

    init?(_ json: JSONValue) {
        guard let period = json["period"]?.text else { return nil }
        self.period = period
        leader = json["leader"]?.text
        lead = json["lead"]?.double
        shares = json["shares"]?.elements.compactMap(Share.init) ?? []
        coverage = json["coverage"]?.double
        reason = json["reason"]?.text
    }
}

/// How far a figure is in few hands.
public struct ConcentrationFigures: Sendable, Equatable {
    /// An index over what is attributed, and its bounds over everything.
    public struct Bounded: Sendable, Equatable {
        public let value: Double?
        public let lower: Double?
        public let upper: Double?

        init(_ json: JSONValue?) {
            value = json?["value"]?.double
            lower = json?["lower"]?.double
            upper = json?["upper"]?.double
        }
    }

    public let shares: [Share]
    /// The Herfindahl-Hirschman index, 10,000 for one holder.
    public let hhi: Bounded
    public let effectiveNumber: Bounded
    public let gini: Bounded

    init?(_ json: JSONValue) {
        guard case .object = json else { return nil }
        shares = json["shares"]?.elements.compactMap(Share.init) ?? []
        hhi = Bounded(json["hhi"])
        effectiveNumber = Bounded(json["effectiveNumber"])
        gini = Bounded(json["gini"])
    }
}

/// A model as `model.get` describes it.
public struct ModelProfile: Sendable, Equatable {
    public let id: String
    public let aliases: [String]
    public let organization: String?
    /// ISO 3166-1 alpha-2, a region, `other`, `unknown` or `unreviewed`.
    public let country: String?
    public let access: String?
    public let license: String?
    /// A day, month or year.
    public let released: String?
    public let parameters: Int64?
    /// All that was said.
    public let json: JSONValue

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.text else { return nil }
        self.id = id
        aliases = json["aliases"]?.elements.compactMap(\.text) ?? []
        organization = json["organization"]?["id"]?.text ?? json["organization"]?.text
        country = json["country"]?.text
        access = json["access"]?.text
        license = json["license"]?.text
        released = json["released"]?.text
        parameters = json["parameters"]?.whole
        self.json = json
    }

    /// A series' newest value.
    public func latest(_ series: String) -> Int64? { json["series"]?[series]?["latest"]?.whole }
}
