import Columns
import Domain
import Frameworks

/// What access rests on.
struct AccessKey: Equatable, Sendable {
    var stated: Int8
    var license, name, link: Int32
    var gated: Int8
    var weights: Bool

    /// Where the cache keeps it.
    var slot: Int {
        var h = UInt64(UInt32(bitPattern: license)) &* 0x9e37_79b9_7f4a_7c15
        h ^= UInt64(UInt32(bitPattern: name)) &* 0xbf58_476d_1ce4_e5b9
        h ^= UInt64(UInt32(bitPattern: link)) &* 0x94d0_49bb_1331_11eb
        h &+= UInt64(UInt8(bitPattern: stated)) << 40 | UInt64(UInt8(bitPattern: gated)) << 48 | (weights ? 1 << 56 : 0)
        return Int((h &* 0x9e37_79b9_7f4a_7c15) >> 54)
    }
}

struct ResolvedAccess: Sendable {
    var access: Access
    /// The licence, where nobody has mapped it: its number in the cache; -1: somebody has.
    var unmapped: Int32 = -1
}

/// Access by what decides it: there are few combinations, so each is resolved once.
struct AccessCache: Sendable {
    private var keys = [AccessKey?](repeating: nil, count: 1_024)
    private var values = [ResolvedAccess](repeating: ResolvedAccess(access: .unknown), count: 1_024)
    /// Licences that nobody has mapped.
    private(set) var unmapped: [String] = []
    private var unmappedNumbers: [String: Int32] = [:]

    mutating func access(of merged: MergedStatement, _ reader: StateReader) -> ResolvedAccess {
        let key = AccessKey(
            stated: merged.access, license: merged.license, name: merged.licenseName, link: merged.licenseLink,
            gated: merged.gated, weights: merged.fromHub)
        let slot = key.slot
        if keys[slot] == key { return values[slot] }
        let access = resolve(key, reader)
        keys[slot] = key
        values[slot] = access
        return access
    }

    private mutating func resolve(_ key: AccessKey, _ reader: StateReader) -> ResolvedAccess {
        let license = LicenseResolver.resolve(
            license: reader.word(key.license), name: reader.word(key.name), link: reader.word(key.link))
        let access = AccessRule.access(
            stated: key.stated < 0 ? nil : Access(rawValue: key.stated), license: license,
            gated: key.gated < 0 ? nil : key.gated == 1, weightsKnownPresent: key.weights)
        guard license.status == .unmapped, let statement = license.statement else {
            return ResolvedAccess(access: access)
        }
        if let known = unmappedNumbers[statement] { return ResolvedAccess(access: access, unmapped: known) }
        let number = Int32(unmapped.count)
        unmapped.append(statement)
        unmappedNumbers[statement] = number
        return ResolvedAccess(access: access, unmapped: number)
    }
}
