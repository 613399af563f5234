/// A record that can be read from the fields of its object.
protocol FieldDecodable {
    /// Every field it may have.
    static var fields: [String] { get }

    init(_ fields: Fields) throws(Reject)
}
