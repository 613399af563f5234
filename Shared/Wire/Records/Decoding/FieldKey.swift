/// Any key of an object.
struct FieldKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension CodingUserInfoKey {
    /// Where the decoders find their `DecodingContext`.
    static let wireContext = CodingUserInfoKey(rawValue: "wire.context")!
}
