/// Where a body is based: an ISO 3166-1 alpha-2 country, a region a source gives instead (`EU`), `other` (known to be
/// none of the reviewed ones), `unknown` (reviewed, not known) or `unreviewed` (nobody has looked).
public struct Country: Hashable, Sendable, BitwiseCopyable {
    /// Two ASCII letters, the first in the high byte; 0, 1, 2 for the three words.
    public var rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable public static var unreviewed: Country { Country(rawValue: 0) }
    @inlinable public static var unknown: Country { Country(rawValue: 1) }
    @inlinable public static var other: Country { Country(rawValue: 2) }
    /// The region some sources give instead of a country.
    @inlinable public static var europeanUnion: Country { Country(rawValue: 0x4555) }

    /// Whether a share over known countries may count it: `other` is known, `unknown` and `unreviewed` are not.
    @inlinable
    public var isKnown: Bool { rawValue >= 2 }

    /// Regions that are accepted beside the countries.
    public static let regions: Set<String> = ["EU"]

    /// `US`, `EU`, `other`, `unknown`, `unreviewed`; nil for anything else, lower case codes included.
    public init?(name: String) {
        var name = name
        guard let country = name.withUTF8({ Country(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = country
    }

    /// The same from bytes: compared as bytes, since Unicode calls other letters equivalent to ASCII's (U+212A, "K").
    public init?(_ bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 2:
            let code = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
            guard Self.codes.contains(code) else { return nil }
            self.init(rawValue: code)
        case 5 where bytes.elementsEqual("other".utf8): self = .other
        case 7 where bytes.elementsEqual("unknown".utf8): self = .unknown
        case 10 where bytes.elementsEqual("unreviewed".utf8): self = .unreviewed
        default: return nil
        }
    }

    /// Countries and regions as raw values.
    private static let codes = Set(
        iso3166.union(regions).map { name in
            name.utf8.reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
        })

    /// Its word in messages.
    public var name: String {
        switch self {
        case .unreviewed: "unreviewed"
        case .unknown: "unknown"
        case .other: "other"
        default: String(decoding: [UInt8(rawValue >> 8), UInt8(rawValue & 0xff)], as: UTF8.self)
        }
    }
}

extension Country {
    /// ISO 3166-1 alpha-2, officially assigned.
    public static let iso3166: Set<String> = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
        CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
        FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
        JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
        MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
        PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
        TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """.split(separator: " ").map(String.init))
}
