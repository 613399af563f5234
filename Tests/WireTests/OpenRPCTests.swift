import Testing
import Wire

/// `rpc.discover` against the rules of the OpenRPC 1.3 meta-schema, restated: what each object needs, what else it may
/// have, and of which type each member is.
@Suite struct OpenRPCTests {
    /// What is wrong, each with its place.
    private struct Checker {
        var faults: [String] = []

        mutating func object(
            _ value: JSONValue?, _ place: String, needed: [String: String], optional: [String: String] = [:]
        ) {
            guard case .object(let members)? = value else { return faults.append("\(place) is no object") }
            if Set(members.map(\.key)).count != members.count { faults.append("\(place) has a key twice") }
            for name in needed.keys.sorted() where value?[name] == nil { faults.append("\(place) lacks \(name)") }
            for member in members {
                guard let type = needed[member.key] ?? optional[member.key] else {
                    if !member.key.hasPrefix("x-") {
                        faults.append("\(place).\(member.key) is not in the specification")
                    }
                    continue
                }
                if !Self.fits(member.value, type) { faults.append("\(place).\(member.key) is no \(type)") }
            }
        }

        private static func fits(_ value: JSONValue, _ type: String) -> Bool {
            switch (type, value) {
            case ("any", _), ("string", .string), ("boolean", .bool), ("integer", .integer), ("array", .array),
                ("object", .object), ("schema", .object), ("schema", .bool):
                true
            default: false
            }
        }

        mutating func document(_ document: JSONValue) {
            object(
                document, "document", needed: ["openrpc": "string", "info": "object", "methods": "array"],
                optional: ["servers": "array", "components": "object", "externalDocs": "object", "$schema": "string"])
            if document["openrpc"]?.text?.hasPrefix("1.") != true { faults.append("openrpc is no version of 1") }
            object(
                document["info"], "info", needed: ["title": "string", "version": "string"],
                optional: [
                    "description": "string", "termsOfService": "string", "contact": "object", "license": "object",
                ])
            if let license = document["info"]?["license"] {
                object(license, "info.license", needed: [:], optional: ["name": "string", "url": "string"])
            }
            guard case .array(let methods)? = document["methods"] else { return }
            let names = methods.compactMap { $0["name"]?.text }
            if Set(names).count != methods.count { faults.append("method names are not distinct") }
            for method in methods { self.method(method) }
        }

        mutating func method(_ method: JSONValue) {
            let place = method["name"]?.text ?? "a method without a name"
            object(
                method, place, needed: ["name": "string", "params": "array"],
                optional: [
                    "summary": "string", "description": "string", "result": "object", "errors": "array",
                    "examples": "array", "paramStructure": "string", "deprecated": "boolean", "tags": "array",
                    "links": "array", "servers": "array", "externalDocs": "object",
                ])
            if let structure = method["paramStructure"]?.text,
                !["by-position", "by-name", "either"].contains(structure)
            {
                faults.append("\(place).paramStructure is \(structure)")
            }
            var isOptionalSeen = false
            for parameter in list(method["params"]) {
                descriptor(parameter, "\(place).params.\(parameter["name"]?.text ?? "?")")
                let isRequired = parameter["required"] == .bool(true)
                // By position required ones come first; by name their order is free.
                if isRequired, isOptionalSeen, method["paramStructure"]?.text != "by-name" {
                    faults.append("\(place): a required parameter stands after an optional one")
                }
                isOptionalSeen = isOptionalSeen || !isRequired
            }
            let names = list(method["params"]).compactMap { $0["name"]?.text }
            if Set(names).count != names.count { faults.append("\(place) has a parameter twice") }
            if let result = method["result"] { descriptor(result, "\(place).result") }
            var codes: Set<Int64> = []
            for error in list(method["errors"]) {
                object(
                    error, "\(place).errors", needed: ["code": "integer", "message": "string"],
                    optional: ["data": "any"])
                if case .integer(let code)? = error["code"], !codes.insert(code).inserted {
                    faults.append("\(place) has the error \(code) twice")
                }
            }
            for example in list(method["examples"]) {
                self.example(example, place, names, hasResult: method["result"] != nil)
            }
            if list(method["examples"]).isEmpty { faults.append("\(place) has no example") }
        }

        /// A content descriptor: a parameter or a result.
        mutating func descriptor(_ value: JSONValue, _ place: String) {
            object(
                value, place, needed: ["name": "string", "schema": "schema"],
                optional: [
                    "description": "string", "summary": "string", "required": "boolean", "deprecated": "boolean",
                ])
            schema(value["schema"] ?? .null, place)
        }

        /// Of a JSON Schema (draft 7) the keywords we use, with the types they must have.
        mutating func schema(_ schema: JSONValue, _ place: String) {
            guard case .object(let members) = schema else { return }
            let types: Set = ["string", "number", "integer", "boolean", "array", "object", "null"]
            for member in members {
                switch (member.key, member.value) {
                case ("type", .string(let type)):
                    if !types.contains(type) { faults.append("\(place): no type '\(type)'") }
                case ("type", .array(let several)):
                    let names = several.compactMap(\.text)
                    if names.count != several.count || Set(names).count != names.count || !types.isSuperset(of: names) {
                        faults.append("\(place): type \(member.value.jsonText)")
                    }
                case ("enum", .array(let words)):
                    if words.isEmpty || Set(words.map(\.jsonText)).count != words.count {
                        faults.append("\(place): enum has nothing, or something twice")
                    }
                case ("items", let inner): self.schema(inner, "\(place)[]")
                case ("properties", .object(let properties)):
                    for property in properties { self.schema(property.value, "\(place).\(property.key)") }
                case ("anyOf", .array(let several)), ("oneOf", .array(let several)):
                    for one in several { self.schema(one, place) }
                case ("required", .array(let names)):
                    if names.contains(where: { $0.text == nil }) { faults.append("\(place): required") }
                case ("minimum", .integer), ("maximum", .integer), ("pattern", .string), ("format", .string),
                    ("description", .string), ("default", _), ("examples", .array), ("const", _),
                    ("additionalProperties", .bool), ("additionalProperties", .object):
                    break
                default: faults.append("\(place): schema keyword '\(member.key)' of an unexpected shape")
                }
            }
        }

        /// An example pairing: its parameters are the method's, its result is there where the method has one.
        mutating func example(_ value: JSONValue, _ place: String, _ parameters: [String], hasResult: Bool) {
            object(
                value, "\(place).examples", needed: ["name": "string", "params": "array"],
                optional: ["description": "string", "summary": "string", "result": "object"])
            if hasResult, value["result"] == nil { faults.append("\(place): an example without a result") }
            for example in list(value["params"]) + [value["result"]].compactMap({ $0 }) {
                object(
                    example, "\(place).examples", needed: ["name": "string", "value": "any"],
                    optional: ["summary": "string", "description": "string", "externalValue": "string"])
            }
            for name in list(value["params"]).compactMap({ $0["name"]?.text }) where !parameters.contains(name) {
                faults.append("\(place): the example names '\(name)', which is no parameter")
            }
        }

        private func list(_ value: JSONValue?) -> [JSONValue] {
            if case .array(let elements)? = value { elements } else { [] }
        }
    }

    private static let registries: [String: MethodRegistry] = [
        "gateway": .gateway, "ingest": .ingest, "scoring": .scoring,
    ]

    @Test(arguments: ["gateway", "ingest", "scoring"])
    func theDescriptionIsAValidDocument(socket: String) throws {
        let registry = try #require(Self.registries[socket])
        var checker = Checker()
        checker.document(registry.openRPC(version: "1.2.3"))
        #expect(checker.faults.isEmpty, "\(checker.faults.joined(separator: "\n"))")
        // What is described is what is served, and what came over the wire is the same document.
        let text = registry.openRPC(version: "1.2.3").jsonText
        #expect(try JSONValue.parse(Array(text.utf8)).jsonText == text)
    }

    @Test func theRulesFindWhatIsWrong() {
        func faults(_ method: JSONValue) -> [String] {
            var checker = Checker()
            checker.document(["openrpc": "1.3.2", "info": ["title": "t", "version": "1"], "methods": [method]])
            return checker.faults
        }
        let pair: JSONValue = [["name": "e", "params": []]]
        #expect(faults(["name": "a", "params": [], "examples": pair]).isEmpty)
        #expect(!faults(["params": [], "examples": pair]).isEmpty)
        #expect(!faults(["name": "a", "examples": pair]).isEmpty)
        #expect(!faults(["name": "a", "params": [], "examples": pair, "parameters": []]).isEmpty)
        #expect(!faults(["name": "a", "params": [["name": "x"]], "examples": pair]).isEmpty)
        #expect(
            !faults(["name": "a", "params": [["name": "x", "schema": ["type": "text"]]], "examples": pair]).isEmpty)
        #expect(
            !faults(["name": "a", "params": [], "errors": [["code": "1", "message": "m"]], "examples": pair]).isEmpty)
        #expect(
            !faults(["name": "a", "params": [], "examples": [["name": "e", "params": [["name": "y", "value": 1]]]]])
                .isEmpty)
        #expect(
            !faults(["name": "a", "params": [], "result": ["name": "r", "schema": [:]], "examples": pair]).isEmpty)
    }
}
