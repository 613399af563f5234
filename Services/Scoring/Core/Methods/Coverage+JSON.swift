import Domain
import Measures
import Wire

extension Coverage {
    /// The value of the `coverage` answer.
    var json: JSONValue {
        [
            "models": .integer(Int64(models)),
            "placeholders": .integer(Int64(placeholders)),
            "artifacts": .integer(Int64(artifacts)),
            "edges": [
                "total": .integer(Int64(edges)),
                "byRelation": Self.counts(edgesByRelation.map { ($0.key.name, $0.value) }),
                "contradicted": .integer(Int64(contradictedRelations)),
            ],
            "parents": .integer(Int64(parents)),
            "parentsUnlisted": .integer(Int64(parentsUnlisted)),
            "selfLoops": .integer(Int64(selfLoops)),
            "cycles": .integer(Int64(cycles)),
            "withoutLicense": .integer(Int64(withoutLicense)),
            "licensesUnmapped": .integer(Int64(licensesUnmapped)),
            "unmappedLicenses": Self.counts(unmappedLicenses.map { ($0.key, $0.value) }, most: 50),
            "byAccess": Self.counts(byAccess.map { ($0.key.name, $0.value) }),
            "byCountry": Self.counts(byCountry.map { ($0.key.name, $0.value) }),
            "organizations": [
                "total": .integer(Int64(organizations)), "reviewed": .integer(Int64(organizationsReviewed)),
            ],
            "likes": [
                "models": .integer(Int64(withLikes)), "belowFirst": .integer(Int64(belowFirst)),
            ],
            "counters": [
                "fell": .integer(Int64(counterFell)), "reset": .integer(Int64(counterResets)),
            ],
            "withReleaseDate": .integer(Int64(withReleaseDate)),
            "withParameters": .integer(Int64(withParameters)),
            "deleted": .integer(Int64(deleted)),
            "contradicted": .integer(Int64(contradicted)),
        ]
    }

    /// Counts by name: the largest first, ties by name bytewise.
    private static func counts(_ list: [(String, Int)], most: Int = .max) -> JSONValue {
        .object(
            list.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(most)
                .map { JSONValue.Member($0.0, .integer(Int64($0.1))) })
    }
}
