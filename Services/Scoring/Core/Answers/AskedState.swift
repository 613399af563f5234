import Columns
import Domain
import Measures
import Wire

/// The state of the world that a question asks of, by valid and recorded time.
struct AskedState: Sendable {
    let world: World
    let epoch: Int64

    /// The envelope of an answer from this state.
    func answer(
        _ value: JSONValue, unit: String, definition: String, _ parameters: MethodParameters
    ) -> Answer {
        // What cites an answer stands beside its parameters, not among them.
        var used: [JSONValue.Member] = []
        if case .object(let members) = parameters.used {
            used = members.filter { !["asOf", "knownAt", "cursor"].contains($0.key) }
        }
        return Answer(
            value: value, unit: unit, asOf: world.asOf == .null ? nil : Timestamp(microseconds: world.asOf),
            knownAt: world.batch, epoch: epoch, definition: definition, parameters: .object(used),
            sources: world.sources)
    }
}
