/// Where a value stands in JSON that has been checked: for messages, so that a fault in a long line is found.
struct JSONPlace {
    private let bytes: UnsafeRawBufferPointer
    private var index = 0

    /// The offset of the value at a path like `cardData.license` or `model.bases[2].relation`; nil where there is none.
    static func offset(of path: String, in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let steps = steps(path), !steps.isEmpty else { return nil }
        var place = JSONPlace(bytes: bytes)
        for step in steps where !place.enter(step) { return nil }
        place.skipSpace()
        return place.index < bytes.count ? place.index : nil
    }

    private enum Step {
        case key([UInt8])
        case element(Int)
    }

    private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private static func steps(_ path: String) -> [Step]? {
        var steps: [Step] = []
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            guard let key = pieces.first, !key.isEmpty else { return nil }
            steps.append(.key(Array(key.utf8)))
            for piece in pieces.dropFirst() {
                guard piece.hasSuffix("]"), let number = Int(piece.dropLast()), number >= 0 else { return nil }
                steps.append(.element(number))
            }
        }
        return steps
    }

    private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }

    /// Goes from a value to one that stands in it; false where there is none.
    private mutating func enter(_ step: Step) -> Bool {
        skipSpace()
        switch step {
        case .key(let key):
            guard byte == UInt8(ascii: "{") else { return false }
            return find(UInt8(ascii: "}")) { place, _ in
                guard place.byte == UInt8(ascii: "\"") else { return nil }
                let start = place.index + 1
                place.skipValue()
                let isIts = place.bytes[start..<max(start, place.index - 1)].elementsEqual(key)
                place.skipSpace()
                place.index += 1
                return isIts
            }
        case .element(let number):
            guard byte == UInt8(ascii: "[") else { return false }
            return find(UInt8(ascii: "]")) { _, count in count == number }
        }
    }

    /// Passes members or elements until one is wanted; `isIts` stands before it and may pass its key. Nil: broken.
    private mutating func find(_ closing: UInt8, _ isIts: (inout JSONPlace, Int) -> Bool?) -> Bool {
        index += 1
        var count = 0
        while true {
            skipSpace()
            guard index < bytes.count, byte != closing, let found = isIts(&self, count) else { return false }
            if found { return true }
            skipValue()
            skipSpace()
            guard byte == UInt8(ascii: ",") else { return false }
            index += 1
            count += 1
        }
    }

    /// Passes one value, whatever it is.
    private mutating func skipValue() {
        skipSpace()
        var depth = 0
        while index < bytes.count {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                while index < bytes.count, byte != UInt8(ascii: "\"") { index += byte == UInt8(ascii: "\\") ? 2 : 1 }
                index += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
                index += 1
            case UInt8(ascii: ",") where depth == 0: return
            default: index += 1
            }
            if depth == 0, index >= bytes.count || "\",}]: \n\r\t".utf8.contains(byte) { return }
        }
    }
}
