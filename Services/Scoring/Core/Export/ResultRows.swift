import Wire

/// The result of a method as rows: a list's entries, an object's members by their path, or one row of a figure.
struct ResultRows {
    var columns: [String]
    var rows: [[JSONValue]]

    /// The column of what the first entry of a list did not have.
    static let further = "further"

    /// - Parameters:
    ///   - known: the columns that the first page found; empty on the first page.
    ///   - listed: the member beside the value that holds the rows, where it has any.
    init(_ answer: Answer, known: [String], listed: String? = nil) {
        var value = answer.value
        if let listed, case .array(let entries)? = answer.more.first(where: { $0.key == listed })?.value,
            !entries.isEmpty || !known.isEmpty
        {
            value = .array(entries)
        }
        switch value {
        case .array(let entries) where !entries.isEmpty || !known.isEmpty:
            var columns = known
            if columns.isEmpty, case .object(let first)? = entries.first {
                columns = first.map(\.key).filter { $0 != Self.further } + [Self.further]
            }
            if columns.isEmpty { columns = ["value"] }
            self.columns = columns
            rows = entries.map { entry in
                guard case .object(let members) = entry else { return [entry] }
                let further = members.filter { !columns.contains($0.key) }
                return columns.map { column in
                    if column == Self.further { return further.isEmpty ? .null : .object(further) }
                    return entry[column] ?? .null
                }
            }
        case .object(let members):
            columns = ["member", "value"]
            rows = Self.flat(members, under: "")
        default:
            columns = ["value", "unit", "numerator", "denominator", "denominatorText", "coverage", "reason"]
            let isEmpty = answer.value == .array([])
            rows = [
                [
                    isEmpty ? .null : answer.value, .string(answer.unit), answer.numerator ?? .null,
                    answer.denominator ?? .null, answer.denominatorText.map { .string($0) } ?? .null,
                    answer.coverage.map { .number($0) } ?? .null, answer.reason.map { .string($0) } ?? .null,
                ]
            ]
        }
    }

    private static func flat(_ members: [JSONValue.Member], under path: String) -> [[JSONValue]] {
        members.flatMap { member -> [[JSONValue]] in
            let path = path.isEmpty ? member.key : "\(path).\(member.key)"
            if case .object(let inner) = member.value, !inner.isEmpty { return flat(inner, under: path) }
            return [[.string(path), member.value]]
        }
    }
}
