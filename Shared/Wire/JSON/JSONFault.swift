/// Why bytes are not one acceptable JSON text.
public struct JSONFault: Error, Sendable, Equatable {
    /// One of the `json`, `encoding`, `string` and `number` codes.
    public var code: RejectCode
    /// The place, in bytes from the start of the line.
    public var offset: Int
    /// What was found and what was expected there.
    public var message: String

    public init(code: RejectCode, offset: Int, message: String) {
        self.code = code
        self.offset = offset
        self.message = message
    }

    /// The message with its place.
    public var sentence: String { "\(message), at byte \(offset)" }
}

/// What a checked JSON text is made of at its top.
public struct JSONOutline: Sendable, Equatable {
    public enum Root: Sendable, Equatable {
        case object, array, scalar
    }

    /// A member of the outermost object; places in bytes.
    public struct Member: Sendable, Equatable {
        /// The key's content without quotes, escapes not resolved.
        public var key: Range<Int>
        /// The value from its first to its last byte.
        public var value: Range<Int>
    }

    public var root: Root
    /// The members of the outermost object, in their order; empty for anything else.
    public var members: [Member]

    /// The value of a top member by key; `bytes` are the bytes that were checked.
    public func value(_ key: String, in bytes: UnsafeRawBufferPointer) -> Range<Int>? {
        guard let base = bytes.baseAddress else { return nil }
        return members.first { JSONBytes.text(base, $0.key) == key }?.value
    }
}
