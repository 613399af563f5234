/// Names that a batch brings and the cache does not know, each once, as first written.
struct NewNames: Sendable {
    private var table: NameTable
    private(set) var names: [String] = []

    /// `folds`: names that differ only in ASCII case are one.
    init(folds: Bool) { table = NameTable(folds: folds) }

    var isEmpty: Bool { names.isEmpty }
    var count: Int { names.count }

    /// Its place; the same name has the same place.
    mutating func place(_ name: UnsafeRawBufferPointer) -> Int32 {
        if let place = table.find(name) { return place }
        let place = Int32(names.count)
        names.append(String(decoding: name, as: UTF8.self))
        table.insert(name, place)
        return place
    }

    @discardableResult
    mutating func place(_ name: String) -> Int32 {
        var name = name
        return name.withUTF8 { place(UnsafeRawBufferPointer($0)) }
    }

    /// The place of a name; nil where it is not here.
    func find(_ name: String) -> Int32? { table.find(name) }

    mutating func removeAll() {
        if names.isEmpty { return }
        table.removeAll()
        names.removeAll(keepingCapacity: true)
    }
}
