import Domain
import Wire

/// An adopter as an event describes it: one row of the store.
struct Adopter: Hashable, Sendable {
    var name: String
    /// Its word, or nil.
    var country: String?
    var kind: Int16?

    init(name: String, country: String?, kind: Int16?) {
        self.name = name
        self.country = country
        self.kind = kind
    }

    init(_ adopter: HotEvent.Adopter) {
        self.init(
            name: String(decoding: adopter.id, as: UTF8.self), country: adopter.country?.name,
            kind: (adopter.kind?.rawValue).map { Int16($0) })
    }

    /// What it is found by: id, country and kind in bytes.
    static func withKey<T>(
        _ id: UnsafeRawBufferPointer, _ country: Country?, _ kind: OrganizationKind?,
        _ body: (UnsafeRawBufferPointer) -> T
    ) -> T {
        withUnsafeTemporaryAllocation(byteCount: id.count + 4, alignment: 8) { key in
            key.copyMemory(from: id)
            // No country is told from the country 0.
            key.storeBytes(of: country.map { $0.rawValue &+ 1 } ?? 0, toByteOffset: id.count, as: UInt16.self)
            key.storeBytes(of: kind.map { $0.rawValue &+ 1 } ?? 0, toByteOffset: id.count + 2, as: Int8.self)
            key.storeBytes(of: 0, toByteOffset: id.count + 3, as: UInt8.self)
            return body(UnsafeRawBufferPointer(key))
        }
    }

    /// The same key of a stored row.
    func withKey<T>(_ body: (UnsafeRawBufferPointer) -> T) -> T {
        var name = name
        let country = country.flatMap { Country(name: $0) }
        let kind = kind.flatMap { OrganizationKind(rawValue: Int8(truncatingIfNeeded: $0)) }
        return name.withUTF8 { Self.withKey(UnsafeRawBufferPointer($0), country, kind, body) }
    }
}

/// Adopters that a batch brings and the cache does not know, each once.
struct NewAdopters: Sendable {
    private var table = NameTable(folds: false)
    private(set) var adopters: [Adopter] = []

    var isEmpty: Bool { adopters.isEmpty }

    mutating func place(_ key: UnsafeRawBufferPointer, _ adopter: @autoclosure () -> Adopter) -> Int32 {
        if let place = table.find(key) { return place }
        let place = Int32(adopters.count)
        adopters.append(adopter())
        table.insert(key, place)
        return place
    }

    mutating func removeAll() {
        if adopters.isEmpty { return }
        table.removeAll()
        adopters.removeAll(keepingCapacity: true)
    }
}
