import Domain
import Measures
import Wire

/// `dependence.matrix`: every country's dependence on every other, and its asymmetry.
struct DependenceMatrixMethod: StateMethod {
    var readsGains: Bool { false }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        let question = try DependenceMethod.question(parameters, of: nil)
        let lineage = Lineage(state.world, question.lineage)
        let matrix = DependenceMatrix(Dependence(question, in: state.world, lineage))
        var answer = state.answer(.null, DependenceMatrix.measure, parameters, lineage)
        answer.denominator = AskedState.number(matrix.known)
        answer.denominatorText = DependenceMethod.denominator(question, nil)
        answer.coverage = matrix.all > 0 ? matrix.known / matrix.all : nil
        guard matrix.all > 0 else {
            answer.reason = "there is no edge of these relations and scope"
            return answer
        }
        answer.value = .array(matrix.rows.map(Self.row))
        answer.numerator = AskedState.number(matrix.known)
        answer.more.append(.init("asymmetry", .array(matrix.asymmetries.map(Self.asymmetry))))
        return answer
    }

    private static func row(_ row: DependenceMatrix.Row) -> JSONValue {
        let shares = row.shares.map { share -> JSONValue in
            [
                "key": .string(share.parent.name), "value": .number(share.value),
                "numerator": AskedState.number(share.numerator),
            ]
        }
        var members: [JSONValue.Member] = [
            .init("key", .string(row.child.name)), .init("shares", row.known > 0 ? .array(shares) : .null),
            .init("denominator", AskedState.number(row.known)),
            .init("coverage", row.all > 0 ? .number(row.known / row.all) : .null),
        ]
        if row.known == 0 { members.append(.init("reason", "no parent's country is known")) }
        return .object(members)
    }

    private static func asymmetry(_ pair: DependenceMatrix.Asymmetry) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("of", .string(pair.first.name)), .init("on", .string(pair.second.name)),
            .init("value", pair.difference.map { .number($0) } ?? .null),
            .init("forward", pair.forward.map { .number($0) } ?? .null),
            .init("backward", pair.backward.map { .number($0) } ?? .null),
        ]
        if pair.difference == nil {
            let without = pair.forward == nil ? pair.first : pair.second
            members.append(.init("reason", .string("\(without.name) has no edge with a parent of known country")))
        }
        return .object(members)
    }
}
