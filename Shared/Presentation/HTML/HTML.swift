/// A piece of HTML. What is interpolated as text is escaped; only what the sources write as markup, and other pieces,
/// stand as they are. So that there is no way to forget it.
///
///     let row: HTML = "<td>\(name)</td>"
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// What is sent.
    public private(set) var markup: String

    public init(stringLiteral value: String) { markup = value }
    public init(stringInterpolation interpolation: StringInterpolation) { markup = interpolation.markup }

    /// Markup that other code of ours has made, such as a drawing. Never foreign text.
    public init(trusted markup: String) { self.markup = markup }

    public static func + (one: HTML, other: HTML) -> HTML { HTML(trusted: one.markup + other.markup) }
    public static func += (one: inout HTML, other: HTML) { one.markup += other.markup }

    public struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        public init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }
        public mutating func appendLiteral(_ literal: String) { markup += literal }
        public mutating func appendInterpolation(_ text: String) { markup += Markup.escaped(text) }
        public mutating func appendInterpolation(_ number: some BinaryInteger) { markup += "\(number)" }
        public mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }
        public mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? "" }
        public mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { markup += piece.markup } }
    }
}

extension [HTML] {
    /// One after the other, something between.
    public func joined(_ between: HTML) -> HTML {
        HTML(trusted: map(\.markup).joined(separator: between.markup))
    }
}
