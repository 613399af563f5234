import Columns
import Domain
import Measures
import Wire

/// `export`: what a measure says, or what it rests on, page by page and of one state, with the sources' terms.
struct ExportMethod: ScoringMethod {
    static let definition = "export/1"
    /// The most bytes that the lines of one page take as JSON: under the limit of a line with room for the rest.
    static let maximumBytes = 768 << 10

    func answer(_ question: ScoringQuestion) async throws -> Answer {
        let parameters = question.parameters
        let figure = try Figure(parameters, refused: [MethodDefinition.export.name])
        let cursor = try ExportCursor.read(parameters)
        // Pages after the first are of the first one's state.
        let state = try await question.past.state(
            asOf: cursor.map { $0.asOf == 0 ? nil : Timestamp(microseconds: $0.asOf) } ?? parameters.asOf,
            knownAt: cursor?.knownAt ?? parameters.knownAt, of: question.present, gains: figure.readsGains)
        let format = parameters.string("format").flatMap(ExportFormat.init(rawValue:)) ?? .ndjson
        let limit = Int(parameters.integer("limit") ?? 1_000)
        let here =
            cursor
            ?? ExportCursor(
                knownAt: state.world.batch, asOf: state.world.asOf == .null ? 0 : state.world.asOf,
                hash: parameters.questionHash, offset: 0)
        let page: Page
        if parameters.string("what") == "inputs" {
            page = try await Self.inputs(figure, parameters, state, question.past, format, here, limit)
        } else {
            page = try await Self.results(figure, question, state, format, here, limit)
        }
        // The next page will ask for this state by its batch.
        if page.next != nil { question.past.name(batch: state.world.batch) }
        var answer = state.answer(
            .array(page.lines.map { .string($0) }), unit: "rows", definition: Self.definition, parameters)
        // A later page is of the first one's state, whatever the epoch is by then.
        if cursor != nil { answer.epoch = nil }
        answer.cursor = page.next?.text
        answer.numerator = .integer(Int64(page.lines.count))
        if page.lines.isEmpty { answer.reason = "nothing of this kind is known at this time" }
        answer.more = [
            .init("header", format.header(page.columns).map { .string($0) } ?? .null),
            .init("columns", .array(page.columns.map { .string($0) })),
            .init("inputs", .array(InputFamilies.of(Self.subject(of: figure)).map { .string($0.name) })),
            .init("licenses", Self.licenses(state.world.sources)),
        ]
        return answer
    }

    /// What stands beside the value of an answer about another figure, and is its rows.
    private static let listed = [
        MethodDefinition.restatement.name: "changes", MethodDefinition.sensitivity.name: "variants",
    ]

    /// The method whose inputs a figure rests on: of a question about a figure, the figure's.
    private static func subject(of figure: Figure) -> String {
        listed[figure.definition.name] == nil
            ? figure.definition.name : figure.sent("method")?.text ?? figure.definition.name
    }

    private struct Page {
        var columns: [String]
        var lines: [String]
        var next: ExportCursor?
    }

    private static func inputs(
        _ figure: Figure, _ parameters: MethodParameters, _ state: AskedState, _ past: PastStates,
        _ format: ExportFormat, _ here: ExportCursor, _ limit: Int
    ) async throws -> Page {
        let families = InputFamilies.of(subject(of: figure))
        guard let usual = families.first else {
            throw RPCError(
                .invalidParameters, "\(figure.definition.name) rests on no records: it has no inputs", path: "what")
        }
        let name = parameters.string("inputs") ?? usual.name
        guard let family = families.first(where: { $0.name == name }) else {
            throw RPCError(
                .invalidParameters,
                "\(figure.definition.name) does not rest on \(name); it rests on "
                    + families.map { $0.name }.joined(separator: ", "), path: "inputs")
        }
        let order = try await past.order(of: state, family)
        var lines: [String] = []
        var bytes = 0
        var place = here.offset
        while place < order.count, lines.count < limit {
            let line = format.line(family.columns, family.row(order[place], state))
            bytes += size(line)
            if bytes > maximumBytes, !lines.isEmpty { break }
            lines.append(line)
            place += 1
        }
        var next = here
        next.offset = place
        return Page(columns: family.columns, lines: lines, next: place < order.count ? next : nil)
    }

    private static func results(
        _ figure: Figure, _ question: ScoringQuestion, _ state: AskedState, _ format: ExportFormat,
        _ here: ExportCursor, _ limit: Int
    ) async throws -> Page {
        var asked = figure
        // A limit of the method's own is what the asker wants of its list; without one, all of it is walked.
        let isWhole = !figure.names("limit")
        if isWhole, case .integer(let range)? = figure.definition.parameters.first(where: { $0.name == "limit" })?.type
        {
            asked = asked.with("limit", .integer(min(range.upperBound, Int64(limit))))
        }
        if let inner = here.inner { asked = asked.with("cursor", .string(inner)) }
        let answer = try await asked.answer(
            question, asOf: here.asOf == 0 ? nil : Timestamp(microseconds: here.asOf), knownAt: here.knownAt)
        let result = ResultRows(answer, known: here.columns, listed: listed[figure.definition.name])
        var lines: [String] = []
        var bytes = 0
        var place = here.offset
        while place < result.rows.count, lines.count < limit {
            let line = format.line(result.columns, result.rows[place])
            bytes += size(line)
            if bytes > maximumBytes, !lines.isEmpty { break }
            lines.append(line)
            place += 1
        }
        var next: ExportCursor? = here
        next?.columns = result.columns
        if place < result.rows.count {
            next?.offset = place
        } else if isWhole, let inner = answer.cursor {
            next?.inner = inner
            next?.offset = 0
        } else {
            next = nil
        }
        return Page(columns: result.columns, lines: lines, next: next)
    }

    /// What a line takes as a JSON string.
    private static func size(_ line: String) -> Int {
        line.utf8.reduce(3) { $0 + ($1 == 0x22 || $1 == 0x5c ? 2 : $1 < 0x20 ? 6 : 1) }
    }

    private static func licenses(_ sources: [String]) -> JSONValue {
        .array(
            sources.map { source in
                let terms = SourceTerms.of(source)
                return [
                    "source": .string(source), "license": .string(terms?.license ?? "unknown"),
                    "citation": terms.map { .string($0.citation) } ?? .null,
                ]
            })
    }
}
