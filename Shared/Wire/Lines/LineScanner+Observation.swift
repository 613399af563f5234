import Domain

extension LineScanner {
    /// An observation, the cursor behind its kind's colon; nil for anything that is not plainly right.
    @inline(__always)
    mutating func observation(_ c: inout HotCursor, _ now: Timestamp) -> HotObservation? {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        var hot = HotObservation(
            model: nothing, series: nothing, value: 0, step: 1, source: nothing, at: Timestamp(microseconds: 0))
        // One bit a field: model 1, series 2, value 4, step 8, source 16, at 32.
        var seen = 0
        c.skipSpace()
        guard c.pass(UInt8(ascii: "{")) else { return nil }
        while true {
            guard let key = c.keyWord() else { return nil }
            let field: Int
            if lowest(7, key) == keyBytes("model\":") {
                c.passKey(7)
                guard let name = nodeId(&c) else { return nil }
                hot.model = name
                field = 1
            } else if key == keyBytes("series\":") {
                c.passKey(8)
                guard let name = id(&c) else { return nil }
                hot.series = name
                field = 2
            } else if lowest(7, key) == keyBytes("value\":") {
                c.passKey(7)
                guard let value = value(&c) else { return nil }
                hot.value = value
                field = 4
            } else if lowest(6, key) == keyBytes("step\":") {
                c.passKey(6)
                if !c.passNull() {
                    guard let step = value(&c), step >= 1 else { return nil }
                    hot.step = step
                }
                field = 8
            } else if key == keyBytes("source\":") {
                c.passKey(8)
                guard let source = source(&c) else { return nil }
                hot.source = source
                field = 16
            } else if lowest(4, key) == keyBytes("at\":") {
                c.passKey(4)
                guard let at = at(&c, now) else { return nil }
                hot.at = at
                field = 32
            } else {
                return nil
            }
            guard seen & field == 0, let goesOn = c.goesOn() else { return nil }
            seen |= field
            if !goesOn { break }
        }
        guard c.closes(), seen | 8 == 63 else { return nil }
        return hot
    }

    /// The id of a node of lineage.
    @inline(__always)
    func nodeId(_ c: inout HotCursor) -> UnsafeRawBufferPointer? {
        guard let (bytes, isToken) = c.string() else { return nil }
        guard isToken else { return ModelName.isValid(bytes) ? bytes : nil }
        let slash = UInt8(ascii: "/")
        guard bytes.count > 0, bytes.count <= ModelName.maximumBytes, bytes[0] != slash,
            bytes[bytes.count &- 1] != slash
        else { return nil }
        return bytes
    }

    /// Any other id.
    @inline(__always)
    func id(_ c: inout HotCursor) -> UnsafeRawBufferPointer? {
        guard let (bytes, isToken) = c.string() else { return nil }
        guard isToken else { return FieldRules.isId(bytes) ? bytes : nil }
        return bytes.count > 0 && bytes.count <= FieldRules.maximumIdBytes ? bytes : nil
    }

    /// A whole number of bounded magnitude.
    @inline(__always)
    func value(_ c: inout HotCursor) -> Int64? {
        guard let value = c.integer(), abs(value) <= FieldRules.maximumMagnitude else { return nil }
        return value
    }

    @inline(__always)
    mutating func source(_ c: inout HotCursor) -> UnsafeRawBufferPointer? {
        guard let (bytes, _) = c.string(), sources.accepts(bytes) else { return nil }
        return bytes
    }

    @inline(__always)
    mutating func at(_ c: inout HotCursor, _ now: Timestamp) -> Timestamp? {
        guard let (bytes, _) = c.string() else { return nil }
        return clock.at(bytes, now: now)
    }
}
