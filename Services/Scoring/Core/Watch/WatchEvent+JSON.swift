import Domain
import Measures
import Wire

extension WatchEvent {
    /// As it goes over the wire.
    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("kind", .string(kind.rawValue)), .init("id", .string(subject)), .init("scope", .optional(scope)),
            .init("value", after?.json ?? .null), .init("before", before?.json ?? .null),
            .init("model", .optional(model)), .init("organization", .optional(organization)),
            .init("countries", .array(countries.map { .string($0.name) })),
            .init("at", .optional(at.map { Timestamp(microseconds: $0) })), .init("text", .string(text)),
        ]
        members.append(.init("key", .string(Self.key(JSONValue.object(members).jsonText))))
        return .object(members)
    }

    /// FNV-1a of the content, in hexadecimal: the same event has the same key wherever it is told.
    private static func key(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension WatchEvent.Value {
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .whole(let number): .integer(number)
        }
    }
}
