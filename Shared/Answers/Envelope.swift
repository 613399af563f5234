import Columns
import Wire

extension Snapshot {
    /// The envelope around a value from this state. An answer that is cited by its recorded time is a function of method,
    /// parameters, asOf and knownAt, so it names no epoch: which epoch had taken in a batch is no part of the facts.
    package func answer(
        _ parameters: MethodParameters, _ value: JSONValue, unit: String, definition: String, numerator: Int? = nil,
        denominator: Int? = nil, denominatorText: String? = nil, coverage: Double? = nil, reason: String? = nil,
        cursor: String? = nil, knownAt: Int64? = nil, more: [JSONValue.Member] = []
    ) -> Answer {
        Answer(
            value: value, unit: unit, asOf: parameters.asOf ?? header.asOf, knownAt: knownAt ?? header.batch,
            epoch: epoch(for: parameters), definition: definition, parameters: parameters.shown,
            numerator: numerator.map { .integer(Int64($0)) }, denominator: denominator.map { .integer(Int64($0)) },
            denominatorText: denominatorText, coverage: coverage, reason: reason, sources: header.sources,
            cursor: cursor, more: more)
    }

    /// The epoch an answer to these parameters names; nil for one that is cited.
    package func epoch(for parameters: MethodParameters) -> Int64? {
        parameters.knownAt == nil && header.number > 0 ? header.number : nil
    }
}
