/// A licence of the SPDX list.
public struct SPDXLicense: Sendable, Hashable {
    public var id: String
    public var name: String
    public var isOSIApproved: Bool
    public var isFSFLibre: Bool
    public var isDeprecated: Bool
    /// nil: on the list, but nobody here has reviewed its terms.
    public var terms: LicenseTerms?
}

/// The SPDX licence list: identifiers and flags are facts of the list, terms are this project's reading.
///
/// A row is `id|flags|terms|name`; flags are `O` (OSI-approved), `F` (FSF-libre), `D` (deprecated); terms as
/// ``LicenseTerms`` reads them. A licence that is OSI-approved or FSF-libre grants everything by the definitions of
/// those two; the rest is mapped where its terms are known, else `?`.
public enum SPDXLicenseList {
    /// Which list this is. The public Model Openness Tool judges by the same one, and its classes depend on it.
    public static let version = "SPDX License List, revision d8abdb0, released 2024-05-21"

    /// All 659, ids ascending without regard to case.
    public static let licenses: [SPDXLicense] =
        [rowsAToC, rowsDToL, rowsMToZ].flatMap { $0.split(separator: "\n").map(license) }

    private static let byId = Dictionary(licenses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The licence of this id, byte for byte.
    public static func exact(_ id: String) -> SPDXLicense? { byId[id] }

    private static func license(row: Substring) -> SPDXLicense {
        let fields = row.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
        return SPDXLicense(
            id: String(fields[0]), name: String(fields[3]), isOSIApproved: fields[1].contains("O"),
            isFSFLibre: fields[1].contains("F"), isDeprecated: fields[1].contains("D"),
            terms: LicenseTerms(code: fields[2]))
    }
}
