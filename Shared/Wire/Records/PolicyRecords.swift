import Domain

/// A dated, cited event whose effect may be asked for.
public struct MilestoneRecord: Sendable, Equatable {
    public var id: String
    public var title: String
    public var date: PartialDate
    public var citation: String
    public var countries: [Country]
    /// `policy`, `license`, `market` or `release`.
    public var kind: String
    public var source: String
    public var at: Timestamp

    public init(
        id: String, title: String, date: PartialDate, citation: String, countries: [Country], kind: String,
        source: String, at: Timestamp
    ) {
        self.id = id
        self.title = title
        self.date = date
        self.citation = citation
        self.countries = countries
        self.kind = kind
        self.source = source
        self.at = at
    }
}

/// A sentence somebody published, with the measure and the predicate that check it.
public struct ClaimRecord: Sendable, Equatable {
    /// What the measure's value must fulfil.
    public struct Predicate: Sendable, Equatable {
        /// `threshold`, `sign`, `crossover`, `record` or `exists`.
        public var kind: String
        /// `>`, `>=`, `<`, `<=`, `=`; for a threshold or sign.
        public var `operator`: String?
        public var value: Double?

        public init(kind: String, operator: String? = nil, value: Double? = nil) {
            self.kind = kind
            self.operator = `operator`
            self.value = value
        }
    }

    public var id: String
    public var text: String
    public var speaker: String?
    public var date: PartialDate
    public var citation: String?
    /// A method's or measure's name.
    public var measure: String
    /// The measure's parameters: a JSON object.
    public var parameters: JSONValue
    public var predicate: Predicate
    public var source: String
    public var at: Timestamp

    public init(
        id: String, text: String, speaker: String? = nil, date: PartialDate, citation: String? = nil, measure: String,
        parameters: JSONValue, predicate: Predicate, source: String, at: Timestamp
    ) {
        self.id = id
        self.text = text
        self.speaker = speaker
        self.date = date
        self.citation = citation
        self.measure = measure
        self.parameters = parameters
        self.predicate = predicate
        self.source = source
        self.at = at
    }
}

/// Scores of an edition of an index that cannot be derived from components, imported as they are.
public struct ScoresRecord: Sendable, Equatable {
    public enum Subject: Sendable, Equatable {
        case model(String)
        case organization(String)
    }

    /// The framework and its edition: `fmti`, `2024-05`.
    public var framework: String
    public var edition: String
    public var subject: Subject
    /// Indicator -> score, as the edition gives them.
    public var scores: [String: Double]
    public var evidence: String?
    public var source: String
    public var at: Timestamp

    public init(
        framework: String, edition: String, subject: Subject, scores: [String: Double], evidence: String? = nil,
        source: String, at: Timestamp
    ) {
        self.framework = framework
        self.edition = edition
        self.subject = subject
        self.scores = scores
        self.evidence = evidence
        self.source = source
        self.at = at
    }
}
