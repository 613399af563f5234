/// Cuts bytes into lines; of a line over the limit only that it came is kept. Pure.
struct LineSplitter {
    let maximum: Int
    private var held: [UInt8] = []
    private var isSkipping = false

    init(maximum: Int) { self.maximum = maximum }

    /// The lines that end in these bytes; empty ones are nothing.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> [MCPInput.Piece] {
        var pieces: [MCPInput.Piece] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 10) {
            hold(rest[..<end])
            pieces += self.rest()
            rest = rest[(end + 1)...]
        }
        hold(rest)
        return pieces
    }

    /// What came after the last line break.
    mutating func rest() -> [MCPInput.Piece] {
        defer {
            held = []
            isSkipping = false
        }
        if isSkipping { return [.tooLong] }
        if held.last == 13 { held.removeLast() }
        return held.isEmpty ? [] : [.line(held)]
    }

    private mutating func hold(_ bytes: ArraySlice<UInt8>) {
        if isSkipping { return }
        guard held.count + bytes.count <= maximum else {
            isSkipping = true
            held = []
            return
        }
        held += bytes
    }
}
