/// One licence that the tables know, whichever list it is on.
public struct KnownLicense: Sendable, Hashable {
    /// An SPDX id, or an id of the Hub or of the named list where SPDX has none.
    public var id: String
    public var name: String
    public var isOSIApproved: Bool
    public var isFSFLibre: Bool
    /// nil: known by name, terms not reviewed, or no single set of terms.
    public var terms: LicenseTerms?
}

/// All tables joined: ids, other spellings and links, each to one licence.
enum LicenseTable {
    /// By key of an id of the SPDX, Hub and named lists, of an SPDX or Hub name, or of another spelling.
    static let bySpelling: [String: KnownLicense] = build()

    /// By key of a link.
    static let byLink: [String: KnownLicense] = {
        var table: [String: KnownLicense] = [:]
        for (target, links) in targets(of: LicenseLinks.rows) {
            for link in links { table[link] = bySpelling[key(target)] }
        }
        return table
    }()

    /// The form in which spellings are compared: lower case; blanks, `_` and `,` as one `-`; quotation marks gone.
    static func key(_ text: some StringProtocol) -> String {
        var key: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0x20)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "_"),
                UInt8(ascii: ","), UInt8(ascii: "-"):
                if key.last != UInt8(ascii: "-"), !key.isEmpty { key.append(UInt8(ascii: "-")) }
            default: key.append(byte)
            }
        }
        while key.last == UInt8(ascii: "-") { key.removeLast() }
        return String(decoding: key, as: UTF8.self)
    }

    /// The form in which links are compared; nil: not a link to the web.
    static func linkKey(_ link: some StringProtocol) -> String? {
        var rest = link.lowercased()[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
            rest = rest.prefix { $0 != "?" && $0 != "#" }
            while rest.last == "/" { rest = rest.dropLast() }
            return String(rest)
        }
        return nil
    }

    /// Rows `target|a, b, c` as pairs.
    static func targets(of rows: String) -> [(target: Substring, spellings: [String])] {
        rows.split(separator: "\n").map { row in
            let parts = row.split(separator: "|", maxSplits: 1)
            return (parts[0], parts[1].split(separator: ",").map { String($0.drop { $0 == " " }) })
        }
    }

    /// Earlier lists win: an SPDX id is never taken over by the Hub's list, a name or an alias.
    private static func build() -> [String: KnownLicense] {
        var table: [String: KnownLicense] = [:]
        func add(_ spelling: some StringProtocol, _ license: KnownLicense) {
            let key = key(spelling)
            if table[key] == nil { table[key] = license }
        }
        var names: [(String, KnownLicense)] = []
        // Deprecated ids last: their names are those of the ids that replaced them (GPL-3.0 and GPL-3.0-only).
        for spdx in SPDXLicenseList.licenses.sorted(by: { !$0.isDeprecated && $1.isDeprecated }) {
            let license = KnownLicense(
                id: spdx.id, name: spdx.name, isOSIApproved: spdx.isOSIApproved, isFSFLibre: spdx.isFSFLibre,
                terms: spdx.terms)
            add(spdx.id, license)
            names.append((spdx.name, license))
        }
        for row in HubLicenseList.rows.split(separator: "\n") {
            let f = row.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
            let own = KnownLicense(
                id: String(f[0]), name: String(f[3]), isOSIApproved: false, isFSFLibre: false,
                terms: LicenseTerms(code: f[2]))
            let license = f[1].isEmpty ? own : table[key(f[1])] ?? own
            add(f[0], license)
            // "Other" and "Unknown" are names of no licence, "MIT" is an id already.
            if license.terms != nil { names.append((own.name, license)) }
        }
        for row in NamedLicenseList.rows.split(separator: "\n") {
            let f = row.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
            add(
                f[0],
                KnownLicense(
                    id: String(f[0]), name: String(f[2]), isOSIApproved: false, isFSFLibre: false,
                    terms: LicenseTerms(code: f[1])))
        }
        for (name, license) in names { add(name, license) }
        for (target, spellings) in targets(of: LicenseAliases.rows) {
            guard let license = table[key(target)] else { continue }
            for spelling in spellings { add(spelling, license) }
        }
        return table
    }
}
