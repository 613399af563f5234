import Domain

/// Which licences the Model Openness Framework takes for open, and for what they are usual.
public enum MOFLicenses {
    /// Open-data licences, whether or not OSI or FSF know them. `ODC-PDDL-1.0` is the framework's own spelling.
    static let openData: Set<String> = Set(
        """
        CC0-1.0 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-AU CC-BY-3.0 CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE
        CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-4.0 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.0-UK
        CC-BY-SA-2.1-JP CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-3.0-AT CC-BY-SA-4.0 CDLA-Permissive-1.0
        CDLA-Permissive-2.0 CDLA-Sharing-1.0 ODC-PDDL-1.0 ODC-By-1.0 ODbL-1.0 GFDL-1.3 OGL-Canada-2.0
        OGL-UK-2.0 OGL-UK-3.0
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// The licence made for models, open for every type.
    static let openModel = "OpenMDW-1.0"

    /// Open by the string as written, byte for byte: an SPDX id that is OSI-approved or FSF-libre (deprecated ones
    /// too), an open-data id, or `OpenMDW-1.0`. No trimming, no other case, no names, no expressions.
    public static func isOpen(_ license: String) -> Bool {
        if let spdx = SPDXLicenseList.exact(license), spdx.isOSIApproved || spdx.isFSFLibre { return true }
        return openData.contains(license) || license == openModel
    }

    /// OSI-approved by the string as written.
    public static func isOSIApproved(_ license: String) -> Bool {
        SPDXLicenseList.exact(license)?.isOSIApproved == true
    }

    /// Whether an open licence is usual for a type. Software licences suit code, content and data licences suit data
    /// and documents; `Apache-2.0` is usual for documents too, `OpenMDW-1.0` for everything.
    public static func isUsual(_ license: String, for type: Component.ContentType) -> Bool {
        if license == openModel { return true }
        let isContent =
            openData.contains(license) || license.hasPrefix("CC-") || license.hasPrefix("GFDL-")
            || license == "FreeBSD-DOC" || license == "OPUBL-1.0"
        return switch type {
        case .code: !isContent
        case .data: isContent && !license.hasPrefix("GFDL-")
        case .document: isContent || license == "Apache-2.0"
        }
    }

    /// The open licence that our tables read into a string which is not open as written; nil: none.
    public static func openReading(of license: String) -> String? {
        guard !isOpen(license) else { return nil }
        let resolved = LicenseResolver.resolve(license: license)
        guard resolved.status == .mapped, let id = resolved.id else { return nil }
        if resolved.isOSIApproved || resolved.isFSFLibre || isOpen(id) { return id }
        return switch id {
        case "PDDL-1.0": "ODC-PDDL-1.0"
        case "openmdw-1.0": openModel
        default: nil
        }
    }
}
