import ArgumentParser
import GroundswellClient
import Presentation
import Wire

/// `groundswell claims [ID]`: the published sentences with their verdicts.
struct ClaimsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Checks the published sentences that are known: what the data say of each.",
        discussion: """
            Of each claim the figure on its date, the figure now, the least and the greatest figure over the other \
            choices that can be defended, coverage and verdict. With an ID: one claim in whole, with its reasons, what \
            would decide it, and the records behind it. --json prints what claim.check answers, of all claims as an array.

            Examples:
              groundswell claims
              groundswell claims us-on-chinese-foundations
            """)

    @Argument(help: "A claim's id.")
    var id: String?

    @Flag(help: "Print the answers as JSON.")
    var json = false

    @Option(help: ArgumentHelp("How long one claim may take.", valueName: "seconds"))
    var timeout = 120.0

    @OptionGroup var sockets: SocketOptions

    func validate() throws {
        guard timeout.isFinite, timeout > 0, timeout <= 3_600 else {
            throw ValidationError("--timeout is in seconds, more than 0 and at most 3600")
        }
    }

    func run() async throws {
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            if let id {
                let answer = try await check(id, gateway)
                Console.print(
                    json ? answer.value.jsonText : text(ClaimsView.one(answer.value, width: Terminal.width)))
            } else {
                var answers: [JSONValue] = []
                for id in try await ids(gateway) { answers.append(try await check(id, gateway).value) }
                Console.print(
                    json
                        ? JSONValue.array(answers).jsonText
                        : answers.isEmpty
                            ? "no claim is known; a record of kind claim brings one"
                            : text(ClaimsView.lines(answers, width: Terminal.width)))
            }
            await gateway.close()
        } catch { throw AskCommand.told(error, isJSON: json) }
    }

    private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") }

    private func check(_ id: String, _ gateway: GatewayClient) async throws(ClientError) -> GatewayAnswer {
        try await gateway.call("claim.check", ["id": .string(id)], timeout: .seconds(timeout))
    }

    /// The ids of all claims, page by page.
    private func ids(_ gateway: GatewayClient) async throws(ClientError) -> [String] {
        var found: [String] = []
        var cursor: JSONValue = .null
        repeat {
            let page = try await gateway.call("claim.list", ["cursor": cursor]).value
            if case .array(let claims)? = page["value"] { found += claims.compactMap { $0["id"]?.text } }
            cursor = page["cursor"] ?? .null
        } while cursor != .null
        return found
    }
}

/// The table of claims. Pure.
enum ClaimsView {
    static func lines(_ answers: [JSONValue], width: Int?) -> [String] {
        let rows = answers.map { answer in
            [
                Plain.line(answer["claim"]?["id"]?.text ?? ""), figure(answer["then"]?["value"]),
                figure(answer["now"]?["value"]), band(answer["band"]), coverage(answer["coverage"]),
                Plain.line(answer["value"]?.text ?? ""), records(answer["records"]),
            ]
        }
        let columns = [
            Table.Column(title: "claim", isRight: false), Table.Column(title: "then", isRight: true),
            Table.Column(title: "now", isRight: true), Table.Column(title: "band", isRight: true),
            Table.Column(title: "coverage", isRight: true), Table.Column(title: "verdict", isRight: false),
            Table.Column(title: "records", isRight: true),
        ]
        return Table(columns: columns, rows: rows).lines(width: width) + [
            "", "groundswell claims ID tells the reasons, what would decide it, and the records behind it",
        ]
    }

    /// One claim in whole.
    static func one(_ answer: JSONValue, width: Int?) -> [String] {
        let claim = answer["claim"]
        let who = claim?["speaker"]?.text.map { "\(Plain.line($0)), " } ?? ""
        var lines = [
            "\"\(Plain.line(claim?["text"]?.text ?? ""))\"", "  \(who)\(Plain.line(claim?["value"]?.text ?? ""))", "",
        ]
        lines += AnswerView.lines(answer, width: width, hasParts: false)
        for key in ["then", "now", "band", "decidedBy", "variants", "records"] {
            guard let part = answer[key], part != .null else { continue }
            lines += ["", key] + ValueView.lines(part, width: width.map { $0 - 2 }).map { $0.isEmpty ? $0 : "  " + $0 }
        }
        return lines
    }

    private static func figure(_ value: JSONValue?) -> String {
        switch value {
        case .integer(let whole)?: Quantity.whole(whole)
        case .number(let fraction)?: Quantity.real((fraction * 10_000).rounded() / 10_000)
        default: "-"
        }
    }

    private static func band(_ band: JSONValue?) -> String {
        guard let band, band != .null else { return "-" }
        return "\(figure(band["min"])) ... \(figure(band["max"]))"
    }

    /// How many records are behind it.
    private static func records(_ records: JSONValue?) -> String { records?["total"].map(figure) ?? "-" }

    private static func coverage(_ value: JSONValue?) -> String {
        switch value {
        case .integer(let whole)?: Quantity.percent(Double(whole))
        case .number(let share)?: Quantity.percent(share)
        default: "-"
        }
    }
}
