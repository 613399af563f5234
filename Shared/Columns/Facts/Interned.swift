import Synchronization

/// What many rows say alike, kept once: a row holds the number of it.
public protocol Internable: Hashable, BitwiseCopyable, Sendable {
    /// A hash of all of it.
    var mixed: UInt64 { get }
}

/// Values by numbers, which are given in order and never taken back. Copies of what holds the numbers share it; who reads
/// needs no lock: a value lies still once it has its number.
public final class Interned<Value: Internable>: @unchecked Sendable {
    /// Each segment has room for twice as many as the one before.
    private let segments: UnsafeMutablePointer<UnsafeMutablePointer<Value>?>
    private var memory: [RowMemory] = []
    private let state = Mutex(State())

    private struct State {
        /// Numbers by hash, open addressing; `free` where there is none.
        var slots = [UInt32](repeating: free, count: 64)
        var count: UInt32 = 0
    }

    private static var free: UInt32 { .max }
    private static var segmentCount: Int { 24 }

    init() {
        segments = .allocate(capacity: Self.segmentCount)
        segments.initialize(repeating: nil, count: Self.segmentCount)
    }

    deinit {
        for piece in memory { piece.free() }
        segments.deallocate()
    }

    /// Reads values by their numbers while this lives.
    @usableFromInline var values: InternedValues<Value> { InternedValues(segments: UnsafePointer(segments)) }

    /// How many bytes the values take up, and what finds them.
    var byteCount: Int {
        state.withLock { Int($0.count) * MemoryLayout<Value>.stride + $0.slots.count * 4 }
    }

    /// Adds values: one at a time does.
    func adding<T>(_ body: (inout Adding) -> T) -> T {
        state.withLock { state in
            var adding = Adding(owner: self, slots: state.slots, count: state.count)
            state.slots = []
            defer { (state.slots, state.count) = (adding.slots, adding.count) }
            return body(&adding)
        }
    }

    /// Gives values their numbers.
    public struct Adding {
        fileprivate let owner: Interned
        fileprivate var slots: [UInt32]
        fileprivate var count: UInt32
        private var last: (value: Value, number: UInt32)?

        fileprivate init(owner: Interned, slots: [UInt32], count: UInt32) {
            (self.owner, self.slots, self.count) = (owner, slots, count)
        }

        /// The number of a value, a new one where it has none.
        mutating func number(of value: Value) -> UInt32 {
            // Neighbours often say the same.
            if let last, last.value == value { return last.number }
            if Int(count) * 10 >= slots.count * 7 { grow() }
            let (values, mask) = (owner.values, slots.count - 1)
            var slot = Int(truncatingIfNeeded: value.mixed) & mask
            while slots[slot] != Interned.free {
                if values[slots[slot]] == value {
                    last = (value, slots[slot])
                    return slots[slot]
                }
                slot = (slot + 1) & mask
            }
            slots[slot] = count
            owner.place(count).initialize(to: value)
            last = (value, count)
            count += 1
            return count - 1
        }

        private mutating func grow() {
            let (values, mask) = (owner.values, slots.count * 2 - 1)
            var larger = [UInt32](repeating: Interned.free, count: slots.count * 2)
            for held in slots where held != Interned.free {
                var slot = Int(truncatingIfNeeded: values[held].mixed) & mask
                while larger[slot] != Interned.free { slot = (slot + 1) & mask }
                larger[slot] = held
            }
            slots = larger
        }
    }

    /// Where the next value comes to lie; only whoever adds asks.
    private func place(_ number: UInt32) -> UnsafeMutablePointer<Value> {
        let place = InternedValues<Value>.place(number)
        if segments[place.segment] == nil {
            let capacity = Int(InternedValues<Value>.first) << place.segment
            let piece = RowMemory(bytes: capacity * MemoryLayout<Value>.stride)
            memory.append(piece)
            segments[place.segment] = piece.start.bindMemory(to: Value.self, capacity: capacity)
        }
        return segments[place.segment]! + place.offset
    }
}

/// Reads interned values by their numbers: nothing but an address, so that reading touches no reference count.
public struct InternedValues<Value: Internable>: @unchecked Sendable {
    @usableFromInline let segments: UnsafePointer<UnsafeMutablePointer<Value>?>

    @usableFromInline
    init(segments: UnsafePointer<UnsafeMutablePointer<Value>?>) { self.segments = segments }

    /// How many values the first segment holds.
    @inlinable static var first: UInt32 { 256 }

    @inlinable @inline(__always)
    static func place(_ number: UInt32) -> (segment: Int, offset: Int) {
        let shifted = number + first
        let segment = 23 - shifted.leadingZeroBitCount
        return (segment, Int(shifted) - Int(first) << segment)
    }

    /// The value of a number.
    @inlinable
    public subscript(number: UInt32) -> Value {
        let place = Self.place(number)
        return segments[place.segment]![place.offset]
    }
}

/// Of rows that say nothing that would be kept beside them.
public struct NothingAside: Internable {
    public var mixed: UInt64 { 0 }
}

/// One step of a hash.
@inline(__always)
func mix(_ hash: UInt64, _ value: some FixedWidthInteger) -> UInt64 {
    let h = (hash ^ UInt64(truncatingIfNeeded: value)) &* 0x9e37_79b9_7f4a_7c15
    return h ^ (h >> 32)
}
