import Domain
import Measures
import Wire

extension ClaimCheck {
    /// What stands beside the verdict.
    func json(_ claim: StatedClaim, asOf: Timestamp?) -> [JSONValue.Member] {
        let numbers = ([now.reading] + variants.filter(\.isComparable).map(\.reading)).compactMap(\.number)
        let band: JSONValue =
            variants.isEmpty
            ? .null
            : Sensitivity(numbers).map {
                ["min": AskedState.number($0.minimum), "max": AskedState.number($0.maximum)]
            } ?? .null
        let isOpen = ruling.verdict == .notDecidable
        return [
            .init("claim", .object(claim.json)),
            .init("then", Self.json(then.reading, rulingThen, claim.end)),
            .init("now", Self.json(now.reading, ruling, asOf)), .init("band", band),
            .init("variants", .array(variants.map { Self.json($0) })),
            .init("decidedBy", isOpen ? .string(Self.decidedBy(claim, ruling)) : .null), .init("records", records),
        ]
    }

    private static func json(
        _ reading: ClaimReading, _ ruling: ClaimVerdict.Ruling, _ asOf: Timestamp?
    ) -> JSONValue {
        [
            "asOf": asOf.map { .string($0.description) } ?? .null, "value": value(reading),
            "bound": .string(reading.bound.rawValue),
            "interval": reading.low.flatMap { low in reading.high.map { [.number(low), .number($0)] } } ?? .null,
            "coverage": reading.coverage.map { .number($0) } ?? .null, "verdict": .string(ruling.verdict.rawValue),
            "reason": .string(ruling.reason),
        ]
    }

    private static func json(_ variant: Variant) -> JSONValue {
        var holds = JSONValue.null
        var reason = JSONValue.null
        switch variant.answer {
        case .yes: holds = true
        case .no: holds = false
        case .open(let why): reason = .string(why)
        }
        return [
            "choice": .string(variant.choice), "variant": .string(variant.name), "value": value(variant.reading),
            "holds": holds, "reason": reason,
        ]
    }

    private static func value(_ reading: ClaimReading) -> JSONValue {
        reading.number.map { $0.isFinite ? AskedState.number($0) : .null } ?? .null
    }

    /// Which records would decide it: as the claim says, else whatever gives its measure a value.
    private static func decidedBy(_ claim: StatedClaim, _ ruling: ClaimVerdict.Ruling) -> String {
        claim.parameters["decidedBy"]?.text ?? "records that give '\(claim.measure)' a figure: \(ruling.reason)"
    }
}
