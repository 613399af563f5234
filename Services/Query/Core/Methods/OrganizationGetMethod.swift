import Columns
import Wire

/// Everything known of one organisation.
struct OrganizationGetMethod: GatewayMethod {
    static let definition = "organization/1"

    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        .compute { () throws(RPCError) in
            let snapshot = try question.epoch()
            let name = question.parameters.string("id") ?? ""
            guard let row = snapshot.organization(named: name) else {
                throw Self.notFound(name, snapshot, path: "id")
            }
            let id = snapshot.organizations.id[row]
            var models = 0
            var placeholders = 0
            for model in 0..<snapshot.models.count where snapshot.models.organization[model] == id {
                if snapshot.models.flags[model].isDisjoint(with: [.placeholder, .artifact]) {
                    models += 1
                } else {
                    placeholders += 1
                }
            }
            let value = OrganizationAnswer.full(snapshot, row, models: models, placeholders: placeholders)
            return question.answer(snapshot, value, unit: "organization", definition: Self.definition)
        }
    }

    /// The error that names what was probably meant.
    static func notFound(_ name: String, _ snapshot: Snapshot, path: String) -> RPCError {
        let nearest = NearestName.find(name, among: snapshot.organizations.name, count: NearestModels.count)
        let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? ""
        return RPCError(
            .organizationNotFound, "no organization is called '\(shown(name))'\(hint)", path: path, nearest: nearest)
    }
}
