import Answers
import Wire

/// To be told of what happens: the handler of the connection begins the subscription.
struct WatchMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        let parameters = question.parameters
        do throws(RPCError) {
            let snapshot = try question.epoch()
            var model: String?
            if let name = parameters.string("model") {
                guard let row = snapshot.model(named: name) else {
                    return ModelGetMethod.notFound(name, question, snapshot)
                }
                model = snapshot.models.name[row]
            }
            var organization: String?
            if let name = parameters.string("organization") {
                guard let row = snapshot.organization(named: name) else {
                    throw OrganizationAnswer.notFound(name, snapshot, path: "organization")
                }
                organization = snapshot.organizations.name[row]
            }
            let filter = WatchFilter(parameters, model: model, organization: organization)
            guard ParameterDefinition.watchKinds.contains(where: { filter.wants($0) }) else {
                throw RPCError(
                    .invalidParameters,
                    "no event could pass: claims and sources have no model, organization or country, crossovers no model "
                        + "and no organization", path: "kinds")
            }
            return .watch(filter, from: parameters.integer("from") ?? snapshot.header.batch)
        } catch { return .failure(error) }
    }
}

/// No longer to be told.
struct UnwatchMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        .unwatch(question.parameters.integer("subscription") ?? 0)
    }
}
