/// An SPDX licence expression: `Apache-2.0 OR (MIT AND BSD-3-Clause)`, `GPL-2.0-only WITH Classpath-exception-2.0`.
///
/// `WITH` binds strongest, then `AND`, then `OR`; operators are written all in upper or all in lower case.
public indirect enum LicenseExpression: Sendable, Hashable {
    /// A licence id; `orLater` where a `+` follows it.
    case license(id: String, orLater: Bool)
    /// A licence with an exception's id.
    case with(LicenseExpression, exception: String)
    case and(LicenseExpression, LicenseExpression)
    case or(LicenseExpression, LicenseExpression)

    /// Why a text is no expression, and at which column (from 1, in characters).
    public struct ParseError: Error, Hashable, CustomStringConvertible {
        public enum Code: String, Sendable, CaseIterable {
            case unexpectedEnd, unexpectedToken, unbalancedParenthesis, invalidIdentifier, misplacedPlus
        }
        public var code: Code
        public var column: Int
        public var found: String

        public var description: String {
            let found = self.found.isEmpty ? "the end" : "'\(self.found)'"
            return "licence expression, column \(column): \(code.rawValue) at \(found); "
                + "write ids joined by AND, OR and WITH, with parentheses"
        }
    }

    /// Reads an expression.
    public init(parsing text: String) throws(ParseError) {
        var parser = LicenseExpressionParser(text)
        self = try parser.parse()
    }
}

extension LicenseExpression: CustomStringConvertible {
    /// The expression with no more parentheses than it needs.
    public var description: String {
        switch self {
        case .license(let id, let orLater): orLater ? id + "+" : id
        case .with(let license, let exception): "\(license) WITH \(exception)"
        case .and(let a, let b): "\(a.inside(of: .and)) AND \(b.inside(of: .and))"
        case .or(let a, let b): "\(a) OR \(b)"
        }
    }

    private enum Operator { case and }

    private func inside(of: Operator) -> String {
        if case .or = self { return "(\(self))" }
        return description
    }
}
