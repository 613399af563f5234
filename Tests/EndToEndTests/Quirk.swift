/// A row of the quirk table: the smallest input that shows it, and what the gateway answers afterwards.
struct Quirk: Sendable, CustomStringConvertible {
    /// A file, and what importing it comes to.
    struct Input: Sendable {
        var format: String
        var text: String
        var options: [String] = []
        /// The exit code of the import; and what its messages hold.
        var status: Int32 = 0
        var says = ""

        /// A page of the hub's listing, seen on a day of May 2026.
        static func hub(_ day: Int, _ text: String, says: String = "") -> Input {
            Input(format: "huggingface", text: "[\(text)]", options: ["--at", "2026-05-0\(day)"], says: says)
        }

        /// Webhook payloads, one a line.
        static func hook(_ day: Int, _ text: String) -> Input {
            Input(format: "huggingface-webhook", text: text, options: ["--at", "2026-05-0\(day)"])
        }

        /// Values of a series that people read off a page.
        static func pulls(_ rows: String) -> Input {
            Input(
                format: "series", text: "observed_at,model,source,value\n\(rows)",
                options: ["--series", "pulls", "--kind", "counter"])
        }

        /// Our own records.
        static func records(_ text: String) -> Input { Input(format: "groundswell", text: text) }
    }

    /// A question, and what stands at a path of its value, as JSON with sorted keys.
    struct Answer: Sendable {
        var question: [String]
        var path: String
        var expected: String

        init(_ question: String, _ path: String, _ expected: String) {
            self.question = question.split(separator: " ").map(String.init)
            self.path = path
            self.expected = expected
        }

        /// Of `model.get`.
        static func model(_ id: String, _ path: String, _ expected: String) -> Answer {
            Answer("model.get --id \(id)", path, expected)
        }
    }

    var description: String
    var inputs: [Input]
    var answers: [Answer]

    init(_ description: String, _ inputs: [Input], _ answers: [Answer]) {
        (self.description, self.inputs, self.answers) = (description, inputs, answers)
    }
}
