/// The keys of the objects that are open, to find one that stands twice.
struct JSONKeys {
    private struct Key {
        var range: Range<Int>
        /// First bytes and length, so that different keys are told apart without reading them again.
        var digest: UInt64
        /// Plain ASCII without escapes: equal only to the same bytes.
        var isPlain: Bool
    }

    private var keys: [Key] = []

    var count: Int { keys.count }

    mutating func append(_ range: Range<Int>, _ p: UnsafeRawPointer) {
        var digest = UInt64(range.count)
        var all: UInt8 = 0
        var hasEscape = false
        for i in range {
            let byte = p.load(fromByteOffset: i, as: UInt8.self)
            digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            all |= byte
            if byte == JSONBytes.backslash { hasEscape = true }
        }
        keys.append(Key(range: range, digest: digest, isPlain: all < 0x80 && !hasEscape))
    }

    mutating func removeAll(from first: Int) { keys.removeSubrange(first...) }

    /// The first key from `first` on that says the same as one before it.
    ///
    /// Few plain keys are compared with each other; many, or any with escapes or beyond ASCII, go through a set of
    /// strings, whose hashing nobody outside can foresee. Strings that Unicode calls equivalent count as the same.
    func firstDuplicate(from first: Int, _ p: UnsafeRawPointer) -> Range<Int>? {
        let own = keys[first...]
        guard own.count > 1 else { return nil }
        if own.count <= 32, own.allSatisfy(\.isPlain) {
            for later in own.indices.dropFirst() {
                for earlier in first..<later
                where keys[earlier].digest == keys[later].digest
                    && isSame(keys[earlier].range, keys[later].range, p)
                {
                    return keys[later].range
                }
            }
            return nil
        }
        var seen = Set<String>(minimumCapacity: own.count)
        for key in own where !seen.insert(JSONBytes.text(p, key.range)).inserted { return key.range }
        return nil
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>, _ p: UnsafeRawPointer) -> Bool {
        UnsafeRawBufferPointer(start: p + a.lowerBound, count: a.count)
            .elementsEqual(UnsafeRawBufferPointer(start: p + b.lowerBound, count: b.count))
    }
}
