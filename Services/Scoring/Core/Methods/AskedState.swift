import Answers
import Columns
import Domain
import Measures
import Wire

/// The state of the world that a question asks of, by valid and recorded time.
struct AskedState: Sendable {
    let world: World
    /// What the world was derived from: everything known at its batch.
    let facts: Facts
    /// The epoch that was current when the question came.
    let epoch: Int64?

    /// The row of a model by any of its names, at this time.
    func row(ofModel name: String, path: String = "id") throws(RPCError) -> Int {
        let key = ModelName.key(name)
        // A scan over all names: questions of one model are few here, and an index would cost memory the world needs.
        for id in 0..<min(facts.modelCount, world.rowOfId.count) {
            let matches = facts.modelNames.withBytes(id) { bytes in
                bytes.count == key.utf8.count && zip(bytes, key.utf8).allSatisfy { ModelName.fold($0) == $1 }
            }
            if matches, world.rowOfId[id] != .null { return Int(world.rowOfId[id]) }
        }
        throw RPCError(
            .modelNotFound, "no model is called '\(shown(name))' at this time; model.search finds names", path: path)
    }

    /// The row of an organisation by any of its names, at this time.
    func row(ofOrganization name: String, path: String = "organization") throws(RPCError) -> Int {
        let key = ModelName.key(name)
        let row =
            world.organizations.name.firstIndex { ModelName.key($0) == key }
            ?? world.organizationAliases.first { $0.key == key }.map { Int($0.row) }
        guard let row else {
            throw RPCError(.organizationNotFound, "no organization is called '\(shown(name))' at this time", path: path)
        }
        return row
    }

    /// A parameter that names a country.
    static func country(_ parameters: MethodParameters, _ name: String) throws(RPCError) -> Country? {
        guard let text = parameters.string(name) else { return nil }
        guard let country = Country(name: text) else {
            throw RPCError(.countryUnknown, "'\(text)' is neither a country nor a region", path: name)
        }
        return country
    }

    /// A sum as JSON: whole ones as integers.
    static func number(_ value: Double) -> JSONValue {
        value == value.rounded() && abs(value) < 9_007_199_254_740_992 ? .integer(Int64(value)) : .number(value)
    }

    /// The envelope of an answer from this state.
    func answer(
        _ value: JSONValue, unit: String, definition: String, _ parameters: MethodParameters
    ) -> Answer {
        Answer(
            value: value, unit: unit, asOf: world.asOf == .null ? nil : Timestamp(microseconds: world.asOf),
            knownAt: world.batch, epoch: parameters.knownAt == nil ? epoch : nil, definition: definition,
            parameters: parameters.shown,
            sources: world.sources)
    }
}
