/// A row that belongs to one model and has a place among its model's rows.
public protocol ModelRow: Sendable, BitwiseCopyable {
    /// How it is kept: without its model, which its place says, and with the number of what it says as many others do.
    associatedtype Packed: BitwiseCopyable, Sendable
    associatedtype Aside: Internable

    /// The store's id of the model.
    var model: Int32 { get }
    /// Whether it stands before another row of the same model.
    func isBefore(_ other: Self) -> Bool

    /// Nothing is lost: unpacked it is the same row.
    ///
    /// - Parameter number: gives what stands aside its number.
    func packed(_ number: (Aside) -> UInt32) -> Packed
    /// A row of a model as it was before it was packed.
    init(_ packed: Packed, model: Int32, _ asides: InternedValues<Aside>)
}

/// The rows of one model, ascending, unpacked as they are read: valid while what they are from, or a copy of it, lives.
public struct ModelGroup<Row: ModelRow>: RandomAccessCollection {
    @usableFromInline let start: UnsafePointer<Row.Packed>?
    public let count: Int
    @usableFromInline let model: Int32
    @usableFromInline let asides: InternedValues<Row.Aside>

    @inlinable
    init(start: UnsafePointer<Row.Packed>?, count: Int, model: Int32, asides: InternedValues<Row.Aside>) {
        self.start = start
        self.count = count
        self.model = model
        self.asides = asides
    }

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    @inlinable
    public subscript(place: Int) -> Row {
        precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "no such row")
        return Row(start.unsafelyUnwrapped[place], model: model, asides)
    }
}
