import Domain
import TestSupport
import Testing

@testable import Wire

/// The scanner of the hot records and the decoders agree about every line, right or wrong.
@Suite struct DifferentialTests {
    private func line(_ record: Record) -> [UInt8] {
        var bytes: [UInt8] = []
        RecordWriter.write(record, into: &bytes)
        return Array(bytes.dropLast())
    }

    @Test(arguments: Record.Kind.allCases)
    func whatIsWrittenReadsBack(kind: Record.Kind) {
        var random = SplitMix(seed: 1)
        var scanner = LineScanner()
        for _ in 0..<150 {
            let record = random.record(kind)
            let bytes = line(record)
            #expect(bytes.allSatisfy { $0 != 10 })
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(scanner.see(bytes) == .record(record), "\(text)")
            #expect(seeCold(bytes) == .record(record), "\(text)")
            if [.observation, .event, .model].contains(kind) {
                // Joint releases are few, and left to the decoder.
                let isJoint = if case .model(let model) = record { !model.organizations.isEmpty } else { false }
                #expect(scanner.seeHot(bytes) == (isJoint ? nil : .record(record)), "\(text)")
            }
        }
    }

    @Test(arguments: [Record.Kind.observation, .event, .model])
    func reshapedLinesReadTheSame(kind: Record.Kind) throws {
        var random = SplitMix(seed: 2)
        var scanner = LineScanner()
        var hot = 0
        for _ in 0..<300 {
            let record = random.record(kind)
            let value = try JSONValue.parse(line(record))
            var bytes: [UInt8] = []
            random.write(value, into: &bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(scanner.see(bytes) == .record(record), "\(text)")
            #expect(seeCold(bytes) == .record(record), "\(text)")
            if let seen = scanner.seeHot(bytes) {
                hot += 1
                #expect(seen == .record(record), "\(text)")
            }
        }
        // White space before colons goes to the decoders; the rest does not.
        #expect(hot > 20)
    }

    @Test(arguments: [Record.Kind.observation, .event, .model])
    func damagedLinesGetTheSameAnswer(kind: Record.Kind) {
        var random = SplitMix(seed: 3)
        var scanner = LineScanner()
        var hot = 0
        var rejected = 0
        for _ in 0..<4_000 {
            var bytes = line(random.record(kind))
            for _ in 0...random.below(2) { random.damage(&bytes) }
            let cold = seeCold(bytes)
            if cold.reject != nil { rejected += 1 }
            if let seen = scanner.seeHot(bytes) {
                hot += 1
                #expect(seen == cold, "\(String(decoding: bytes, as: UTF8.self))")
            }
            let all = scanner.see(bytes)
            if case .question = cold { continue }
            #expect(all == cold)
        }
        #expect(hot > 100)
        #expect(rejected > 1_000)
    }

    @Test func arbitraryBytesAreRefusedNotFatal() {
        var random = SplitMix(seed: 4)
        var scanner = LineScanner()
        let starts = [
            "", "{\"observation\":{", "{\"event\":{", "{\"model\":{\"id\":\"", "{\"retraction\":", "{\"jsonrpc\":",
        ]
        for _ in 0..<3_000 {
            var bytes = Array(random.pick(starts).utf8)
            for _ in 0..<random.below(40) { bytes.append(UInt8(random.below(256))) }
            #expect(scanner.see(bytes).reject != nil)
        }
    }
}

extension SplitMix {
    private static let odd: [UInt8] =
        Array("\"\\{}[],: \t\r0919-+.eEuTZ/nl".utf8) + [0x00, 0x0a, 0x1f, 0x7f, 0x80, 0xc3, 0xff]

    /// Changes a line a little.
    mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let place = below(bytes.count)
        switch below(8) {
        case 0: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(pick(Self.odd), at: place)
        case 3: bytes.removeSubrange(place...)
        case 4: bytes[place] = pick(Self.odd)
        case 5:
            let end = min(bytes.count, place + 1 + below(12))
            bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 6: bytes.swapAt(place, below(bytes.count))
        default:
            // A digit becomes another: dates that do not exist, years outside the range.
            let digits = bytes.indices.filter { bytes[$0] >= 48 && bytes[$0] <= 57 }
            if !digits.isEmpty { bytes[pick(digits)] = 48 + UInt8(below(10)) }
        }
    }

    /// Writes a value with random order of members, white space and escapes; the content stays the same.
    mutating func write(_ value: JSONValue, into bytes: inout [UInt8]) {
        switch value {
        case .object(var members):
            members.shuffle(using: &self)
            bytes.append(UInt8(ascii: "{"))
            space(&bytes)
            for (place, member) in members.enumerated() {
                if place > 0 {
                    bytes.append(UInt8(ascii: ","))
                    space(&bytes)
                }
                JSONText.write(member.key, into: &bytes)
                if oneIn(40) { bytes.append(0x20) }
                bytes.append(UInt8(ascii: ":"))
                space(&bytes)
                write(member.value, into: &bytes)
                space(&bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            space(&bytes)
            for (place, element) in elements.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                space(&bytes)
                write(element, into: &bytes)
                space(&bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .string(let text) where oneIn(3):
            bytes.append(UInt8(ascii: "\""))
            for unit in text.utf16 {
                let hex = String(unit, radix: 16, uppercase: oneIn(2))
                bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8)
            }
            bytes.append(UInt8(ascii: "\""))
        default: value.write(into: &bytes)
        }
    }

    private mutating func space(_ bytes: inout [UInt8]) {
        if oneIn(4) { bytes.append(contentsOf: pick([" ", "  ", "\t", "\r"]).utf8) }
    }
}
