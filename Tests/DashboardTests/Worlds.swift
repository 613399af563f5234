import Foundation
import Wire

@testable import DashboardCore

/// Answers to pages' questions without a gateway: those of the methods' examples, or hostile ones.
enum Worlds {
    static let health = GatewayHealth.serving(WorldState(epoch: 57, batch: 1234, asOf: "2026-05-04T04:10:37Z"))

    static func place(_ path: String, _ pairs: [(String, String)] = []) -> Place {
        Place(path: path, query: WebQuery(pairs), health: health)
    }

    /// What a name must not be able to do.
    static let hostile =
        "</title><script>alert('x')</script>\u{202e}evil & \"q\"\u{0}" + String(repeating: "W", count: 10_000)

    /// Every text of an answer made hostile, the frame of the answer left as it is.
    static func poisoned(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string: .string(hostile)
        case .array(let elements): .array(elements.map(poisoned))
        case .object(let members):
            .object(
                members.map { member in
                    ["definition", "asOf"].contains(member.key) ? member : .init(member.key, poisoned(member.value))
                })
        default: value
        }
    }

    /// A page made of the examples of its questions' methods.
    static func html(
        _ page: any Page.Type, _ place: Place, _ change: (JSONValue) -> JSONValue = { $0 }
    ) -> String {
        func replies(_ questions: [Question]) -> [DashboardCore.Reply] {
            questions.map { DashboardCore.Reply(question: $0, result: .success(change($0.method.example.result))) }
        }
        let first = replies(page.questions(place))
        let further = replies(page.furtherQuestions(place, first))
        return Layout.html(place, page.body(place, first, further)).markup
    }

    /// A page none of whose questions is answered.
    static func refused(_ page: any Page.Type, _ place: Place, _ refusal: Refusal) -> String {
        let first = page.questions(place).map { DashboardCore.Reply(question: $0, result: .failure(refusal)) }
        let further = page.furtherQuestions(place, first).map {
            DashboardCore.Reply(question: $0, result: .failure(refusal))
        }
        return Layout.html(place, page.body(place, first, further)).markup
    }

    /// Every page, where it can be looked at.
    static let places: [(page: any Page.Type, place: Place)] = Pages.all.map { page in
        let pairs: [(String, String)] =
            switch page.path {
            case "/country": [("id", "CN")]
            case "/model": [("id", "deepseek-ai/DeepSeek-R1")]
            case "/organization": [("id", "deepseek-ai")]
            case "/claim": [("id", "us-on-chinese-foundations")]
            case "/search": [("q", "llama")]
            case "/definition": [("name", "dependence")]
            default: []
            }
        return (page, place(page.path, pairs))
    }
}
