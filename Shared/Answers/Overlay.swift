import Wire

/// Rare extras that scoring hands over as JSON text beside the columns.
package enum Overlay {
    /// The object in `base` with the members of `extras`: new ones are appended, known ones replaced, objects merged.
    /// Text that is no object is left out; scoring writes it as jsonb, so it can only be another kind of value.
    package static func merge(_ extras: String, into base: [UInt8]) -> [UInt8] {
        guard let over = object(Array(extras.utf8)).map(ordered), let under = object(base) else { return base }
        var bytes: [UInt8] = []
        JSONValue.object(merged(under, over)).write(into: &bytes)
        return bytes
    }

    /// Members in the order in which jsonb keeps them: by the length of their keys, then bytewise. What came by way of the
    /// store and what was just derived thus give the same bytes.
    private static func ordered(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
        members.map { JSONValue.Member($0.key, ordered($0.value)) }.sorted {
            let (a, b) = ($0.key.utf8, $1.key.utf8)
            return a.count != b.count ? a.count < b.count : a.lexicographicallyPrecedes(b)
        }
    }

    private static func ordered(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members): .object(ordered(members))
        case .array(let elements): .array(elements.map(ordered))
        default: value
        }
    }

    /// The members of an object in JSON text; nil for anything else.
    package static func object(_ text: [UInt8]) -> [JSONValue.Member]? {
        var limits = WireLimits()
        limits.maximumStringBytes = limits.maximumLineBytes
        guard let value = try? JSONValue.parse(text, limits: limits), case .object(let members) = value else {
            return nil
        }
        return members
    }

    private static func merged(_ under: [JSONValue.Member], _ over: [JSONValue.Member]) -> [JSONValue.Member] {
        var result = under
        for member in over {
            guard let place = result.firstIndex(where: { $0.key == member.key }) else {
                result.append(member)
                continue
            }
            if case .object(let inner) = result[place].value, case .object(let outer) = member.value {
                result[place].value = .object(merged(inner, outer))
            } else {
                result[place].value = member.value
            }
        }
        return result
    }
}
