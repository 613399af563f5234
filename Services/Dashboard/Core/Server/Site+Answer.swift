import Presentation
import Wire

/// `/answer/METHOD.json?...` and `.csv`: any answer as data.
extension Site {
    func answer(_ path: String, _ query: WebQuery) async -> WebReply {
        let file = WebQuery.decoded(path.dropFirst("/answer/".count))
        guard let dot = file.lastIndex(of: "."), ["json", "csv"].contains(file[file.index(after: dot)...]) else {
            return ErrorPages.plain(404, "an answer is METHOD.json or METHOD.csv")
        }
        let name = String(file[..<dot])
        let isCSV = file.hasSuffix(".csv")
        guard let method = Definitions.methods.first(where: { $0.name == name }) else {
            let nearest = NearestName.find(name, among: Definitions.methods.map(\.name)).first
            return ErrorPages.plain(
                404, "there is no question of this name\(nearest.map { "; did you mean \($0)?" } ?? "")")
        }
        // Names the method does not know go along: the gateway says which it knows.
        var names: [String] = []
        for pair in query.pairs where !names.contains(pair.name) { names.append(pair.name) }
        let members = names.map { name -> JSONValue.Member in
            let texts = query.all(name)
            let type = method.allParameters.first { $0.name == name }?.type
            if case .list = type { return .init(name, TypedText.value(texts.joined(separator: ","), as: type)) }
            return .init(name, TypedText.value(texts[0], as: type))
        }
        // A line the gateway cannot read would cost everybody's questions on the connection.
        guard Self.depth(.object(members)) <= Self.deepest else {
            return ErrorPages.plain(400, "the parameters are nested deeper than \(Self.deepest) levels")
        }
        let question = Question(method, members)
        let disposition = ("Content-Disposition", "inline; filename=\"\(name).\(isCSV ? "csv" : "json")\"")
        if isCSV {
            switch await gateway.ask(question) {
            case .success(let answer):
                return WebReply(
                    200, "text/csv; charset=utf-8; header=present", Array(CSVText.text(answer).utf8),
                    [("Cache-Control", "no-cache"), disposition])
            case .failure(let refusal): return refused(refusal)
            }
        }
        switch await gateway.bytes(question) {
        case .success(let bytes):
            return WebReply(
                200, "application/json", bytes + [UInt8(ascii: "\n")], [("Cache-Control", "no-cache"), disposition])
        case .failure(let refusal): return refused(refusal)
        }
    }

    /// The deepest parameters; the gateway takes 16 levels, its request's own among them.
    private static let deepest = 8

    private static func depth(_ value: JSONValue) -> Int {
        switch value {
        case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
        case .object(let members): 1 + (members.map { depth($0.value) }.max() ?? 0)
        default: 0
        }
    }

    private func refused(_ refusal: Refusal) -> WebReply {
        let value: JSONValue = [
            "code": .string(refusal.code), "message": .string(refusal.sentence),
            "nearest": .array(refusal.nearest.map { .string($0) }),
        ]
        var headers = [("Cache-Control", "no-store")]
        if refusal.mayPass { headers.append(("Retry-After", "5")) }
        return WebReply(refusal.status, "application/json", Array((value.jsonText + "\n").utf8), headers)
    }
}
