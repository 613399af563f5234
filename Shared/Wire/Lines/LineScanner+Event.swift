import Domain

extension LineScanner {
    /// An event, the cursor behind its kind's colon; nil for anything that is not plainly right.
    mutating func event(_ c: inout HotCursor, _ now: Timestamp) -> HotEvent? {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        var hot = HotEvent(
            id: nil, model: nothing, kind: .like, amount: 1, adopter: nil, source: nothing,
            at: Timestamp(microseconds: 0))
        // One bit a field: id 1, model 2, kind 4, amount 8, adopter 16, source 32, at 64.
        var seen = 0
        c.skipSpace()
        guard c.pass(UInt8(ascii: "{")) else { return nil }
        while true {
            guard let key = c.keyWord() else { return nil }
            let field: Int
            if lowest(4, key) == keyBytes("id\":") {
                c.passKey(4)
                if !c.passNull() {
                    guard let name = id(&c) else { return nil }
                    hot.id = name
                }
                field = 1
            } else if lowest(7, key) == keyBytes("model\":") {
                c.passKey(7)
                guard let name = nodeId(&c) else { return nil }
                hot.model = name
                field = 2
            } else if lowest(6, key) == keyBytes("kind\":") {
                c.passKey(6)
                guard let (word, _) = c.string(), let kind = EventKind(bytes: word) else { return nil }
                hot.kind = kind
                field = 4
            } else if key == keyBytes("amount\":") {
                c.passKey(8)
                if !c.passNull() {
                    guard let amount = value(&c) else { return nil }
                    hot.amount = amount
                }
                field = 8
            } else if key == keyBytes("adopter\"") {
                c.passKey(8)
                guard c.pass(UInt8(ascii: ":")) else { return nil }
                if !c.passNull() {
                    guard let adopter = adopter(&c) else { return nil }
                    hot.adopter = adopter
                }
                field = 16
            } else if key == keyBytes("source\":") {
                c.passKey(8)
                guard let source = source(&c) else { return nil }
                hot.source = source
                field = 32
            } else if lowest(4, key) == keyBytes("at\":") {
                c.passKey(4)
                guard let at = at(&c, now) else { return nil }
                hot.at = at
                field = 64
            } else {
                return nil
            }
            guard seen & field == 0, let goesOn = c.goesOn() else { return nil }
            seen |= field
            if !goesOn { break }
        }
        guard c.closes(), seen | 0b11001 == 127 else { return nil }
        return hot
    }

    private func adopter(_ c: inout HotCursor) -> HotEvent.Adopter? {
        var hot = HotEvent.Adopter(id: UnsafeRawBufferPointer(start: nil, count: 0), country: nil, kind: nil)
        // One bit a field: id 1, country 2, kind 4.
        var seen = 0
        guard c.pass(UInt8(ascii: "{")) else { return nil }
        while true {
            guard let key = c.keyWord() else { return nil }
            let field: Int
            if lowest(4, key) == keyBytes("id\":") {
                c.passKey(4)
                guard let name = id(&c) else { return nil }
                hot.id = name
                field = 1
            } else if key == keyBytes("country\"") {
                c.passKey(8)
                guard c.pass(UInt8(ascii: ":")) else { return nil }
                if !c.passNull() {
                    guard let (word, _) = c.string(), let country = Country(word) else { return nil }
                    hot.country = country
                }
                field = 2
            } else if lowest(6, key) == keyBytes("kind\":") {
                c.passKey(6)
                if !c.passNull() {
                    guard let (word, _) = c.string(), let kind = OrganizationKind(bytes: word) else { return nil }
                    hot.kind = kind
                }
                field = 4
            } else {
                return nil
            }
            guard seen & field == 0, let goesOn = c.goesOn() else { return nil }
            seen |= field
            if !goesOn { break }
        }
        return seen & 1 == 1 ? hot : nil
    }
}

extension EventKind {
    /// Its word in bytes.
    @inline(__always)
    init?(bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 4 where bytes.isSame("like"): self = .like
        case 10 where bytes.isSame("deployment"): self = .deployment
        case 7 where bytes.isSame("mention"): self = .mention
        case 10 where bytes.isSame("derivative"): self = .derivative
        default: return nil
        }
    }
}

extension OrganizationKind {
    /// Its word in bytes.
    init?(bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 7 where bytes.isSame("company"): self = .company
        case 7 where bytes.isSame("startup"): self = .startup
        case 10 where bytes.isSame("laboratory"): self = .laboratory
        case 10 where bytes.isSame("university"): self = .university
        case 9 where bytes.isSame("nonprofit"): self = .nonprofit
        case 10 where bytes.isSame("government"): self = .government
        case 9 where bytes.isSame("community"): self = .community
        case 10 where bytes.isSame("individual"): self = .individual
        case 7 where bytes.isSame("unknown"): self = .unknown
        default: return nil
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether it holds these bytes; the counts are equal.
    @inline(__always)
    func isSame(_ text: StaticString) -> Bool {
        for place in 0..<text.utf8CodeUnitCount where self[place] != text.utf8Start[place] { return false }
        return true
    }
}
