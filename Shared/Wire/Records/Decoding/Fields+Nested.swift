import Domain

extension Fields {
    /// An object inside this one.
    func object(_ name: String, known: [String]) throws(Reject) -> Fields? {
        guard has(name) else { return nil }
        guard let inner = try? container.nestedContainer(keyedBy: FieldKey.self, forKey: FieldKey(name)) else {
            throw reject(.fieldType, name, "'\(name)' should be an object, found \(found(name))")
        }
        return try Fields(inner, path: place(name), known: known, context: context)
    }

    /// A list of objects.
    func objects<Element>(
        _ name: String, known: [String], _ make: (Fields) throws(Reject) -> Element
    ) throws(Reject) -> [Element] {
        guard has(name) else { return [] }
        var list = try list(name)
        var elements: [Element] = []
        while !list.isAtEnd {
            let place = "\(place(name))[\(elements.count)]"
            guard let inner = try? list.nestedContainer(keyedBy: FieldKey.self) else {
                throw Reject(code: .fieldType, path: place, message: "'\(name)' should hold objects only")
            }
            elements.append(try make(try Fields(inner, path: place, known: known, context: context)))
        }
        return elements
    }

    /// A list of strings, each made into something.
    func strings<Element>(
        _ name: String, _ make: (_ text: String, _ place: String) throws(Reject) -> Element
    ) throws(Reject) -> [Element] {
        guard has(name) else { return [] }
        var list = try list(name)
        var elements: [Element] = []
        while !list.isAtEnd {
            let place = "\(place(name))[\(elements.count)]"
            guard let text = try? list.decode(String.self) else {
                throw Reject(code: .fieldType, path: place, message: "'\(name)' should hold strings only")
            }
            elements.append(try make(text, place))
        }
        return elements
    }

    private func list(_ name: String) throws(Reject) -> any UnkeyedDecodingContainer {
        guard let list = try? container.nestedUnkeyedContainer(forKey: FieldKey(name)) else {
            throw reject(.fieldType, name, "'\(name)' should be a list, found \(found(name))")
        }
        let maximum = context.limits.maximumListCount
        guard let count = list.count, count <= maximum else {
            throw reject(.fieldTooMany, name, "'\(name)' has \(list.count ?? 0) entries, the limit is \(maximum)")
        }
        return list
    }

    /// The numbers of an object with free keys.
    func numbers(_ name: String) throws(Reject) -> [String: Double]? {
        guard has(name) else { return nil }
        guard let inner = try? container.nestedContainer(keyedBy: FieldKey.self, forKey: FieldKey(name)) else {
            throw reject(.fieldType, name, "'\(name)' should be an object of numbers, found \(found(name))")
        }
        let names = inner.allKeys.map(\.stringValue).sorted()
        guard names.count <= context.limits.maximumListCount else {
            throw reject(
                .fieldTooMany, name,
                "'\(name)' has \(names.count) entries, the limit is \(context.limits.maximumListCount)")
        }
        let fields = try Fields(inner, path: place(name), known: names, context: context)
        var numbers: [String: Double] = [:]
        for name in names { numbers[name] = try fields.needed(name, try fields.number(name)) }
        return numbers
    }
}
