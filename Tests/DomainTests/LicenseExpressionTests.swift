import Testing

@testable import Domain

@Suite struct LicenseExpressionTests {
    @Test func andBindsStrongerThanOr() throws {
        let parsed = try LicenseExpression(parsing: "MIT OR ISC AND Zlib")
        func leaf(_ id: String) -> LicenseExpression { .license(id: id, orLater: false) }
        #expect(parsed == .or(leaf("MIT"), .and(leaf("ISC"), leaf("Zlib"))))
        #expect(
            try LicenseExpression(parsing: "(MIT OR ISC) AND Zlib") == .and(.or(leaf("MIT"), leaf("ISC")), leaf("Zlib"))
        )
        #expect(
            try LicenseExpression(parsing: "MIT AND ISC WITH x")
                == .and(leaf("MIT"), .with(leaf("ISC"), exception: "x")))
    }

    @Test func plusAndCase() throws {
        #expect(try LicenseExpression(parsing: "GPL-2.0+") == .license(id: "GPL-2.0", orLater: true))
        #expect(try LicenseExpression(parsing: "a or b and c") == LicenseExpression(parsing: "a OR b AND c"))
        #expect(
            try LicenseExpression(parsing: "DocumentRef-x:LicenseRef-y")
                == .license(id: "DocumentRef-x:LicenseRef-y", orLater: false))
    }

    @Test(arguments: ["MIT", "A+", "A OR B AND C", "(A OR B) AND C", "A WITH e OR B", "A OR B OR C"])
    func writingReadsBack(_ text: String) throws {
        let parsed = try LicenseExpression(parsing: text)
        #expect(parsed.description == text)
        #expect(try LicenseExpression(parsing: parsed.description) == parsed)
    }

    @Test(arguments: [
        ("", LicenseExpression.ParseError.Code.unexpectedEnd, 1), ("MIT AND", .unexpectedEnd, 8),
        ("MIT ISC", .unexpectedToken, 5), ("AND MIT", .unexpectedToken, 1), ("(MIT", .unbalancedParenthesis, 5),
        ("MIT)", .unbalancedParenthesis, 4), ("()", .unexpectedToken, 2), ("MIT, ISC", .invalidIdentifier, 1),
        ("GPL-2.0 +", .misplacedPlus, 9), ("+", .misplacedPlus, 1), ("(A OR B) WITH e", .unexpectedToken, 10),
        ("A And B", .unexpectedToken, 3), ("A WITH", .unexpectedEnd, 7), ("Ä", .invalidIdentifier, 1),
    ])
    func errorsNameTheColumn(_ text: String, _ code: LicenseExpression.ParseError.Code, _ column: Int) {
        let error = #expect(throws: LicenseExpression.ParseError.self) { try LicenseExpression(parsing: text) }
        #expect(error?.code == code)
        #expect(error?.column == column)
    }

    @Test func nestingHasAnEnd() throws {
        func nested(_ n: Int) -> String { String(repeating: "(", count: n) + "MIT" + String(repeating: ")", count: n) }
        #expect(try LicenseExpression(parsing: nested(64)) == .license(id: "MIT", orLater: false))
        #expect(throws: LicenseExpression.ParseError.self) { try LicenseExpression(parsing: nested(65)) }
        #expect(throws: LicenseExpression.ParseError.self) { try LicenseExpression(parsing: nested(100_000)) }
    }
}
