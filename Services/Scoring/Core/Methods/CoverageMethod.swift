import Measures
import Wire

/// `coverage` at another time than the epoch's: what is known of the world, and what is not.
struct CoverageMethod: StateMethod {
    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer {
        var answer = state.answer(
            Coverage(state.world, state.facts).json, unit: "models", definition: Coverage.definition, parameters)
        answer.denominatorText = "everything known at this batch and valid at this time"
        if state.world.models.count == 0 {
            answer.reason = "nothing is known of this time: these zeros count no record"
        }
        return answer
    }
}
