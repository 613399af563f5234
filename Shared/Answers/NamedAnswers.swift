import Columns
import Wire

extension ModelAnswer {
    /// The error that names what was probably meant.
    package static func notFound(
        _ name: String, in snapshot: Snapshot, path: String = "id", proceed: () -> Bool
    ) -> RPCError {
        let nearest = NearestModels.find(name, in: snapshot, proceed: proceed)
        let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? "; model.search finds names by their parts"
        return RPCError(.modelNotFound, "no model is called '\(shown(name))'\(hint)", path: path, nearest: nearest)
    }
}

extension OrganizationAnswer {
    /// The measure's id and version.
    package static let definition = "organization/1"

    /// All that is known of the organisation that a question names.
    package static func answer(_ parameters: MethodParameters, _ snapshot: Snapshot) throws(RPCError) -> Answer {
        let name = parameters.string("id") ?? ""
        guard let row = snapshot.organization(named: name) else { throw notFound(name, snapshot, path: "id") }
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
        let value = full(snapshot, row, models: models, placeholders: placeholders)
        return snapshot.answer(parameters, value, unit: "organization", definition: definition)
    }

    /// The error that names what was probably meant.
    package static func notFound(_ name: String, _ snapshot: Snapshot, path: String) -> RPCError {
        let nearest = NearestName.find(name, among: snapshot.organizations.name, count: NearestModels.count)
        let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? ""
        return RPCError(
            .organizationNotFound, "no organization is called '\(shown(name))'\(hint)", path: path, nearest: nearest)
    }
}

/// A foreign name in our sentences: cut short, nothing invisible.
package func shown(_ name: String) -> String {
    let visible = String(
        name.unicodeScalars.prefix(80).map { $0.properties.isWhitespace || $0.value < 32 ? " " : Character($0) })
    return name.unicodeScalars.count > 80 ? visible + "..." : visible
}
