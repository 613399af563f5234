/// Recursive descent over the tokens of a licence expression.
struct LicenseExpressionParser {
    private struct Token {
        var text: String
        var column: Int
        /// Whether a blank stands before it: `+` must touch its id.
        var afterBlank: Bool
    }

    /// Nesting beyond this is refused: the parser and all who walk the tree use the stack.
    static let maximumDepth = 64

    private let tokens: [Token]
    private let endColumn: Int
    private var position = 0
    private var depth = 0

    init(_ text: String) {
        var tokens: [Token] = []
        var word = ""
        var start = 1
        var column = 0
        var blank = true
        var wordAfterBlank = true
        func flush(_ tokens: inout [Token]) {
            if !word.isEmpty { tokens.append(Token(text: word, column: start, afterBlank: wordAfterBlank)) }
            word = ""
        }
        for character in text {
            column += 1
            if character.isWhitespace {
                flush(&tokens)
                blank = true
            } else if character == "(" || character == ")" || character == "+" {
                flush(&tokens)
                tokens.append(Token(text: String(character), column: column, afterBlank: blank))
                blank = false
            } else {
                if word.isEmpty { (start, wordAfterBlank) = (column, blank) }
                word.append(character)
                blank = false
            }
        }
        flush(&tokens)
        self.tokens = tokens
        self.endColumn = column + 1
    }

    mutating func parse() throws(LicenseExpression.ParseError) -> LicenseExpression {
        let expression = try or()
        if let rest = peek { throw error(rest.text == ")" ? .unbalancedParenthesis : .unexpectedToken) }
        return expression
    }

    private mutating func or() throws(LicenseExpression.ParseError) -> LicenseExpression {
        var left = try and()
        while accept("OR") { left = .or(left, try and()) }
        return left
    }

    private mutating func and() throws(LicenseExpression.ParseError) -> LicenseExpression {
        var left = try with()
        while accept("AND") { left = .and(left, try with()) }
        return left
    }

    private mutating func with() throws(LicenseExpression.ParseError) -> LicenseExpression {
        let left = try primary()
        guard let next = peek, Self.isOperator(next.text, "WITH") else { return left }
        guard case .license = left else { throw error(.unexpectedToken) }
        position += 1
        return .with(left, exception: try identifier())
    }

    private mutating func primary() throws(LicenseExpression.ParseError) -> LicenseExpression {
        if let open = peek, open.text == "(" {
            guard depth < Self.maximumDepth else { throw error(.unexpectedToken) }
            depth += 1
            position += 1
            let inside = try or()
            guard accept(")") else { throw error(peek == nil ? .unbalancedParenthesis : .unexpectedToken) }
            depth -= 1
            return inside
        }
        let id = try identifier()
        guard let plus = peek, plus.text == "+" else { return .license(id: id, orLater: false) }
        guard !plus.afterBlank else { throw error(.misplacedPlus) }
        position += 1
        return .license(id: id, orLater: true)
    }

    private mutating func identifier() throws(LicenseExpression.ParseError) -> String {
        guard let token = peek else { throw error(.unexpectedEnd) }
        if token.text == "+" { throw error(.misplacedPlus) }
        if token.text == ")" { throw error(.unexpectedToken) }
        if ["AND", "OR", "WITH"].contains(where: { Self.isOperator(token.text, $0) }) { throw error(.unexpectedToken) }
        let legal = token.text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard legal else { throw error(.invalidIdentifier) }
        position += 1
        return token.text
    }

    private var peek: Token? { position < tokens.count ? tokens[position] : nil }

    private mutating func accept(_ text: String) -> Bool {
        guard let token = peek, text == ")" ? token.text == ")" : Self.isOperator(token.text, text) else {
            return false
        }
        position += 1
        return true
    }

    private static func isOperator(_ text: String, _ name: String) -> Bool {
        text == name || text == name.lowercased()
    }

    private func error(_ code: LicenseExpression.ParseError.Code) -> LicenseExpression.ParseError {
        LicenseExpression.ParseError(code: code, column: peek?.column ?? endColumn, found: peek?.text ?? "")
    }
}
