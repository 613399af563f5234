import Domain
import Measures
import Wire

/// One kind of rows that measures rest on: a file each. Rows stand in an order of names, never of arrival.
protocol InputFamily: Sendable {
    /// Its word in messages.
    static var name: String { get }
    static var columns: [String] { get }
    /// The rows of a state, as numbers that mean something to the family alone, in the order in which they are listed.
    static func order(_ state: AskedState) -> [Int64]
    /// One row, a value a column.
    static func row(_ number: Int64, _ state: AskedState) -> [JSONValue]
}

/// Which families there are, and which a method rests on.
enum InputFamilies {
    static let all: [any InputFamily.Type] = [
        ModelInputs.self, EdgeInputs.self, ObservationInputs.self, EventInputs.self, DeploymentInputs.self,
        OrganizationInputs.self, StatementInputs.self, ComponentInputs.self, DocumentInputs.self,
    ]

    static let names = all.map { $0.name }

    /// Every method that can be exported has its line; a test says which is missing.
    static let byMethod: [String: [any InputFamily.Type]] = [
        "blackBox": [DeploymentInputs.self, StatementInputs.self, ModelInputs.self, OrganizationInputs.self],
        "claim.check": all,
        "claim.list": [DocumentInputs.self],
        "closedness": [StatementInputs.self, ModelInputs.self, OrganizationInputs.self],
        "components": [ComponentInputs.self, ModelInputs.self, OrganizationInputs.self],
        "concentration": [
            ModelInputs.self, ObservationInputs.self, EventInputs.self, DeploymentInputs.self, EdgeInputs.self,
            OrganizationInputs.self,
        ],
        "country.get": [ModelInputs.self, OrganizationInputs.self, ObservationInputs.self, EdgeInputs.self],
        "coverage": [ModelInputs.self, EdgeInputs.self, OrganizationInputs.self],
        "crossover": [
            ObservationInputs.self, EventInputs.self, DeploymentInputs.self, EdgeInputs.self, ModelInputs.self,
            OrganizationInputs.self,
        ],
        "dependence": [EdgeInputs.self, ModelInputs.self, OrganizationInputs.self],
        "dependence.course": [EdgeInputs.self, ModelInputs.self, OrganizationInputs.self],
        "dependence.matrix": [EdgeInputs.self, ModelInputs.self, OrganizationInputs.self],
        "deployment.list": [DeploymentInputs.self, ModelInputs.self, OrganizationInputs.self],
        "descendants": [EdgeInputs.self, ModelInputs.self, OrganizationInputs.self],
        "dominators": [EdgeInputs.self, ModelInputs.self],
        "hIndex": [
            EdgeInputs.self, ObservationInputs.self, EventInputs.self, ModelInputs.self, OrganizationInputs.self,
        ],
        "intermediaries": [
            EdgeInputs.self, ObservationInputs.self, EventInputs.self, ModelInputs.self, OrganizationInputs.self,
        ],
        "leaderboard": [ModelInputs.self, ObservationInputs.self, EventInputs.self, OrganizationInputs.self],
        "leadership": [
            ObservationInputs.self, EventInputs.self, DeploymentInputs.self, EdgeInputs.self, ModelInputs.self,
            OrganizationInputs.self,
        ],
        "license.conflicts": [EdgeInputs.self, StatementInputs.self, ModelInputs.self, OrganizationInputs.self],
        "license.get": [],
        "milestone.effect": [
            DocumentInputs.self, ObservationInputs.self, EventInputs.self, DeploymentInputs.self, EdgeInputs.self,
            ModelInputs.self, OrganizationInputs.self,
        ],
        "milestone.list": [DocumentInputs.self],
        "model.adoption": [ObservationInputs.self, EventInputs.self, ModelInputs.self],
        "model.get": [
            StatementInputs.self, ObservationInputs.self, EventInputs.self, EdgeInputs.self, OrganizationInputs.self,
        ],
        "model.lineage": [EdgeInputs.self, StatementInputs.self, DocumentInputs.self],
        "model.search": [ModelInputs.self],
        "model.timeline": [ObservationInputs.self, EventInputs.self],
        "obligations": [EdgeInputs.self, StatementInputs.self, ModelInputs.self],
        "openness.disagreements": [
            StatementInputs.self, ComponentInputs.self, DocumentInputs.self, ModelInputs.self, OrganizationInputs.self,
        ],
        "openness.explain": [StatementInputs.self, ComponentInputs.self, DocumentInputs.self, OrganizationInputs.self],
        "openness.leaderboard": [
            StatementInputs.self, ComponentInputs.self, DocumentInputs.self, ModelInputs.self, OrganizationInputs.self,
        ],
        "openness.trend": [
            StatementInputs.self, ComponentInputs.self, DocumentInputs.self, ModelInputs.self, OrganizationInputs.self,
            ObservationInputs.self,
        ],
        "organization.get": [OrganizationInputs.self, ModelInputs.self],
        "organization.list": [OrganizationInputs.self, ModelInputs.self, EdgeInputs.self],
        "ram": [ObservationInputs.self, EventInputs.self, ModelInputs.self],
        "records": [ObservationInputs.self, EventInputs.self, ModelInputs.self, OrganizationInputs.self],
        "removal": [
            EdgeInputs.self, ObservationInputs.self, EventInputs.self, ModelInputs.self, OrganizationInputs.self,
        ],
        "roots": [
            EdgeInputs.self, ObservationInputs.self, EventInputs.self, ModelInputs.self, OrganizationInputs.self,
        ],
        "variants": [
            EdgeInputs.self, StatementInputs.self, ObservationInputs.self, EventInputs.self, OrganizationInputs.self,
        ],
        "watch.events": all,
    ]

    static func of(_ method: String) -> [any InputFamily.Type] { byMethod[method] ?? all }
}

extension JSONValue {
    /// A number of the columns, null for their sentinel.
    static func column(_ value: Int64) -> JSONValue { value == .null ? .null : .integer(value) }

    /// An instant of the columns.
    static func instant(_ microseconds: Int64) -> JSONValue {
        microseconds == .null ? .null : .string(Timestamp(microseconds: microseconds).description)
    }

    /// A day of the columns.
    static func day(_ number: Int32) -> JSONValue {
        number == .null ? .null : .string(UTCDay(number: number).description)
    }

    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}

extension AskedState {
    /// The ids of models in the order of their names.
    var idsByName: [Int32] {
        (0..<Int32(facts.modelCount)).filter { facts.modelNames.withBytes(Int($0)) { !$0.isEmpty } }
            .sorted { facts.modelNames.isLess(Int($0), Int($1)) }
    }

    /// The rows of models in the order of their names.
    var rowsByName: [Int] { (0..<world.models.count).sorted { world.models.name.isLess($0, $1) } }

    /// A word of the facts.
    func word(_ id: Int32) -> JSONValue { id == .null ? .null : .string(facts.words[Int(id)]) }

    func source(_ id: Int16) -> JSONValue { .string(facts.sources[Int(id)]) }

    /// Whether something said at a time holds at the state's: what was said later does not.
    func holds(_ at: Int64) -> Bool { world.asOf == .null || world.asOf >= facts.newest || at <= world.asOf }
}
