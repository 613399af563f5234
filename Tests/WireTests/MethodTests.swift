import Domain
import Testing
import Wire

@Suite struct MethodTests {
    private let gateway = MethodRegistry.gateway

    private func resolve(_ method: String, _ parameters: JSONValue) throws(RPCError) -> MethodParameters {
        try gateway.resolve(RPCRequest(id: .integer(1), method: method, parameters: parameters)).parameters
    }

    @Test func theGatewayHasItsMethods() {
        #expect(
            Set(gateway.methods.map(\.name)) == [
                "rpc.discover",
                "status",
                "metrics",
                "coverage",
                "model.get",
                "model.search",
                "model.lineage",
                "model.timeline",
                "organization.get",
                "leaderboard",
                "dependence",
                "dependence.matrix",
                "dependence.course",
                "descendants",
                "hIndex",
                "organization.list",
                "deployment.list",
                "roots",
                "removal",
                "dominators",
                "intermediaries",
                "license.conflicts",
                "obligations",
                "model.adoption",
                "variants",
                "records",
                "ram",
                "concentration",
                "leadership",
                "crossover",
                "milestone.effect",
                "milestone.list",
                "restatement",
                "sensitivity",
                "export",
                "openness.explain",
                "openness.disagreements",
                "openness.trend",
                "openness.leaderboard",
                "closedness",
                "blackBox",
                "license.get",
                "country.get",
                "components",
                "claim.list",
                "claim.check",
                "watch.events",
                "watch",
                "unwatch",
            ])
        #expect(MethodRegistry.ingest.methods.map(\.name) == ["rpc.discover", "status", "metrics"])
        #expect(MethodRegistry.scoring["batch.committed"]?.isNotification == true)
    }

    @Test(arguments: [MethodRegistry.gateway, .ingest, .scoring])
    func everyExampleIsAccepted(registry: MethodRegistry) throws {
        for method in registry.methods {
            _ = try MethodParameters(method.example.parameters, for: method)
            #expect(Set(method.allParameters.map(\.name)).count == method.allParameters.count)
            for parameter in method.allParameters {
                for value in [parameter.default, parameter.example] {
                    guard let value else { continue }
                    var sent: JSONValue = method.example.parameters
                    if case .object(var members) = sent {
                        members.removeAll { $0.key == parameter.name }
                        sent = .object(members + [.init(parameter.name, value)])
                    }
                    _ = try MethodParameters(sent, for: method)
                }
            }
        }
    }

    @Test func anUnknownMethodIsToldTheNearest() {
        let error = #expect(throws: RPCError.self) { try resolve("dependance", [:]) }
        #expect(error?.code == .methodNotFound)
        #expect(error?.nearest == ["dependence"])
    }

    @Test(
        arguments: [
            ("dependence", ["on": "CN"], "params.invalid", "of"),
            ("dependence", ["of": "US", "onn": "CN"], "params.invalid", "onn"),
            ("dependence", ["of": "Chna"], "country.unknown", "of"), ("dependence", ["of": 5], "params.invalid", "of"),
            ("dependence", ["of": "US", "relations": ["merge", "fintune"]], "params.invalid", "relations[1]"),
            ("dependence", ["of": "US", "relations": "merge"], "params.invalid", "relations"),
            ("dependence", ["of": "US", "asOf": "yesterday"], "params.invalid", "asOf"),
            ("dependence", ["of": "US", "asOf": "2026-02-30"], "params.invalid", "asOf"),
            ("dependence", ["of": "US", "knownAt": -1], "params.invalid", "knownAt"),
            ("dependence", ["of": "US", "attribution": "roots"], "params.invalid", "attribution"),
            ("leaderboard", ["limit": 0], "params.invalid", "limit"),
            ("leaderboard", ["limit": 1001], "params.invalid", "limit"),
            ("leaderboard", ["limit": "10"], "params.invalid", "limit"),
            ("leaderboard", ["limit": 1.5], "params.invalid", "limit"),
            ("leaderboard", ["sizeClass": "5"], "params.invalid", "sizeClass"),
            ("leaderboard", ["releasedAfter": "2025-13"], "params.invalid", "releasedAfter"),
            ("model.get", [:], "params.invalid", "id"), ("model.get", ["id": .null], "params.invalid", "id"),
            ("status", ["timeoutMs": 0], "params.invalid", "timeoutMs"), ("status", ["x": 1], "params.invalid", "x"),
        ] as [(String, JSONValue, String, String)])
    func refuses(method: String, parameters: JSONValue, code: String, path: String) {
        let error = #expect(throws: RPCError.self) { try resolve(method, parameters) }
        #expect(error?.code.rawValue == code)
        #expect(error?.path == path)
    }

    @Test func aTypoInAWordIsToldTheNearest() {
        let error = #expect(throws: RPCError.self) { try resolve("leaderboard", ["measure": "netlikes"]) }
        #expect(error?.nearest == ["netLikes"])
        let country = #expect(throws: RPCError.self) { try resolve("dependence", ["of": "us"]) }
        #expect(country?.nearest == ["US"])
    }

    @Test func defaultsAreFilledInAndShown() throws {
        let parameters = try resolve("dependence", ["of": "US", "asOf": "2026-05-04", "timeoutMs": 500, "on": .null])
        #expect(parameters.timeoutMs == 500)
        #expect(parameters.country("of")?.name == "US")
        #expect(parameters["on"] == nil)
        #expect(parameters.boolean("excludeFlagged") == false)
        #expect(parameters.string("weight") == "count")
        #expect(parameters.asOf?.description == "2026-05-04T23:59:59.999999Z")
        #expect(parameters.used["timeoutMs"] == nil)
        // The same question in another order is shown the same.
        let again = try resolve("dependence", ["asOf": "2026-05-04", "of": "US"])
        #expect(again.used == parameters.used)
    }

    @Test func datesOfTimelinesMeanStartsAndEnds() throws {
        let parameters = try resolve(
            "model.timeline", ["id": "a", "from": "2026-04-01", "to": "2026-04-01T12:00:00Z"])
        #expect(parameters.instant("from", date: .start)?.description == "2026-04-01T00:00:00Z")
        #expect(parameters.instant("to", date: .end)?.description == "2026-04-01T12:00:00Z")
    }

    @Test(arguments: [MethodRegistry.gateway, .ingest, .scoring])
    func theDescriptionIsOpenRPC(registry: MethodRegistry) throws {
        let document = try JSONValue.parse(Array(registry.openRPC(version: "0.1.0").jsonText.utf8))
        #expect(document["openrpc"]?.text?.hasPrefix("1.3.") == true)
        #expect(document["info"]?["title"]?.text != nil)
        #expect(document["info"]?["version"] == "0.1.0")
        guard case .array(let methods)? = document["methods"] else {
            Issue.record("no methods")
            return
        }
        #expect(methods.count == registry.methods.count)
        for method in methods {
            guard case .array(let parameters)? = method["params"] else {
                Issue.record("\(method["name"] ?? .null) has no params")
                continue
            }
            #expect(method["paramStructure"] == "by-name")
            let names = parameters.compactMap { $0["name"]?.text }
            #expect(names.contains("timeoutMs"))
            for parameter in parameters {
                guard case .object? = parameter["schema"] else {
                    Issue.record("a parameter without schema")
                    continue
                }
                #expect(parameter["required"] == true || parameter["required"] == false)
            }
            // A method without a result is a notification; every other names its result and its errors once.
            if let result = method["result"] {
                #expect(result["name"]?.text != nil)
                #expect(result["schema"] != nil)
                guard case .array(let errors)? = method["errors"] else { continue }
                let codes = errors.compactMap { $0["code"]?.whole }
                #expect(Set(codes).count == codes.count)
            }
        }
    }
}
