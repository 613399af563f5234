import Glibc

/// `{"jsonrpc":"2.0","id":N,"method":"model.get","params":{"id":"..."}}` in exactly this form: the question asked most,
/// taken apart without a parser. Every other line, and every one with an escape or beyond ASCII, goes to the parser,
/// whose word is the truth.
struct FastQuestion {
    /// The request's id as JSON: a number, or a string without escapes.
    let id: UnsafeRawBufferPointer
    /// The parameters as they stand in the line.
    let parameters: UnsafeRawBufferPointer
    /// The model's name.
    let name: UnsafeRawBufferPointer

    private static let opening: StaticString = "{\"jsonrpc\":\"2.0\",\"id\":"
    private static let middle: StaticString = ",\"method\":\"model.get\",\"params\":{\"id\":\""

    /// Nil where the line has any other form.
    init?(_ line: UnsafeRawBufferPointer) {
        var place = Self.opening.utf8CodeUnitCount
        guard line.count > place + Self.middle.utf8CodeUnitCount + 4, Self.stands(Self.opening, in: line, at: 0) else {
            return nil
        }
        let idStart = place
        if line[place] == UInt8(ascii: "\"") {
            guard let end = Self.plainEnd(line, place + 1) else { return nil }
            place = end + 1
        } else {
            // No sign, no leading zero, and short enough to fit 64 bits.
            guard line[place] != UInt8(ascii: "0") else { return nil }
            while place < line.count, line[place] &- 48 < 10 { place += 1 }
            guard place > idStart, place - idStart <= 18 else { return nil }
        }
        id = UnsafeRawBufferPointer(rebasing: line[idStart..<place])
        guard Self.stands(Self.middle, in: line, at: place) else { return nil }
        let nameStart = place + Self.middle.utf8CodeUnitCount
        guard let nameEnd = Self.plainEnd(line, nameStart), nameEnd + 3 == line.count, nameEnd > nameStart,
            line[nameEnd + 1] == UInt8(ascii: "}"), line[nameEnd + 2] == UInt8(ascii: "}")
        else { return nil }
        name = UnsafeRawBufferPointer(rebasing: line[nameStart..<nameEnd])
        parameters = UnsafeRawBufferPointer(rebasing: line[(nameStart - 7)..<(nameEnd + 2)])
    }

    @inline(__always)
    private static func stands(_ text: StaticString, in line: UnsafeRawBufferPointer, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= line.count, let base = line.baseAddress else { return false }
        return memcmp(base + place, text.utf8Start, count) == 0
    }

    /// The quote that ends a string of printable ASCII without escapes.
    @inline(__always)
    private static func plainEnd(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        var place = start
        while place < line.count {
            let byte = line[place]
            if byte == UInt8(ascii: "\"") { return place }
            if byte < 0x20 || byte >= 0x7f || byte == UInt8(ascii: "\\") { return nil }
            place += 1
        }
        return nil
    }
}
