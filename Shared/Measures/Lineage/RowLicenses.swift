import Columns
import Domain

/// The terms of each row's licence: each distinct statement is resolved once.
struct RowLicenses {
    /// The place in `resolved` of each row.
    private var place: [Int32] = []
    private var resolved: [ResolvedLicense] = []

    private struct Key: Hashable {
        var license: Int32
        var name: String?
        var link: String?
    }

    init(_ world: World) {
        var places: [Key: Int32] = [:]
        // Without a name or link beside it, a word says it all.
        var byWord = [Int32](repeating: -1, count: world.models.words.count + 1)
        place.reserveCapacity(world.models.count)
        for row in 0..<world.models.count {
            let license = world.models.license[row]
            let details = license == .null ? nil : world.models.details[Int32(row)]
            let number = license == .null ? world.models.words.count : Int(license)
            if details == nil, byWord[number] >= 0 {
                place.append(byWord[number])
                continue
            }
            let key = Key(
                license: license, name: details.flatMap { JSONText.member("licenseName", of: $0) },
                link: details.flatMap { JSONText.member("licenseLink", of: $0) })
            if let known = places[key] {
                place.append(known)
                if details == nil { byWord[number] = known }
                continue
            }
            let word = license == .null ? nil : world.models.words[Int(license)]
            places[key] = Int32(resolved.count)
            place.append(Int32(resolved.count))
            resolved.append(LicenseResolver.resolve(license: word, name: key.name, link: key.link))
        }
    }

    /// What a row's licence turned out to be.
    func license(_ row: Int) -> ResolvedLicense { resolved[Int(place[row])] }

    /// Its terms; nil: no licence is stated, or nobody has mapped it.
    func terms(_ row: Int) -> LicenseTerms? { resolved[Int(place[row])].terms }
}

extension JSONText {
    /// A text member of details as `WorldBuilder` writes them; nil without it.
    static func member(_ name: String, of json: String) -> String? {
        // Inside a text every quotation mark is escaped, so this stands for the member only.
        let mark = Array("\"\(name)\":\"".utf8)
        let bytes = Array(json.utf8)
        guard bytes.count >= mark.count,
            var i = (0...(bytes.count - mark.count)).first(where: {
                bytes[$0..<($0 + mark.count)].elementsEqual(mark) && ($0 == 0 || bytes[$0 - 1] != UInt8(ascii: "\\"))
            })
        else { return nil }
        i += mark.count
        var text: [UInt8] = []
        while i < bytes.count, bytes[i] != UInt8(ascii: "\"") {
            if bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.count {
                i += 1
                switch bytes[i] {
                case UInt8(ascii: "n"): text.append(10)
                case UInt8(ascii: "r"): text.append(13)
                case UInt8(ascii: "t"): text.append(9)
                case UInt8(ascii: "u"):
                    let digits = String(
                        decoding: bytes[min(i + 1, bytes.count)..<min(i + 5, bytes.count)], as: UTF8.self)
                    if let code = UInt8(digits, radix: 16) { text.append(code) }
                    i += 4
                default: text.append(bytes[i])
                }
            } else {
                text.append(bytes[i])
            }
            i += 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}
