import Presentation
import Wire

/// A form of plain GET: what is chosen stands in the address. Pure.
struct FormView {
    var path: String
    var label: String
    var fields: [Field]
    var button = "Show"

    func html(_ place: Place) -> HTML {
        let id = "form" + path.replacing("/", with: "-")
        let times: [HTML] = [("asOf", place.asOf), ("knownAt", place.knownAt)].compactMap { name, text in
            text.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
        }
        let parts = fields.map { $0.html(prefix: id) }
        return """
            <form class="choices" action="\(path)" method="get" aria-label="\(label)">\(times)\(parts)\
            <button type="submit">\(button)</button></form>

            """
    }
}

/// One choice of a form. Pure.
struct Field: Sendable {
    enum Kind: Sendable {
        case text
        case hidden
        /// One of these words; the first pair's value may be empty: no choice.
        case one([(value: String, label: String)])
        case several([String])
    }

    var name: String
    var label: String
    var kind: Kind
    /// What is chosen.
    var chosen: [String]

    static func text(_ name: String, _ label: String, _ value: String?) -> Field {
        Field(name: name, label: label, kind: .text, chosen: value.map { [$0] } ?? [])
    }

    static func hidden(_ name: String, _ value: String) -> Field {
        Field(name: name, label: "", kind: .hidden, chosen: [value])
    }

    /// A choice as a method's parameter defines it.
    ///
    /// - Parameter standard: what holds on this page where nothing is chosen, if not the method's default.
    static func of(
        _ method: MethodDefinition, _ name: String, _ label: String, _ place: Place, standard: String? = nil
    ) -> Field {
        let parameter = method.allParameters.first { $0.name == name }
        let chosen = place.query.all(name)
        let usual = standard ?? parameter?.default?.text
        switch parameter?.type {
        case .word(let words):
            var options: [(value: String, label: String)] = usual == nil ? [("", "any")] : []
            options += words.map { ($0, spaced($0)) }
            return Field(name: name, label: label, kind: .one(options), chosen: chosen.isEmpty ? [usual ?? ""] : chosen)
        case .boolean:
            return Field(
                name: name, label: label, kind: .one([("", "counted"), ("true", "left out")]),
                chosen: chosen.isEmpty ? [""] : chosen)
        case .list(.word(let words)):
            return Field(name: name, label: label, kind: .several(words), chosen: chosen)
        default: return .text(name, label, chosen.first)
        }
    }

    /// `crossOrganization` as people write it.
    static func spaced(_ word: String) -> String {
        word.reduce(into: "") { text, letter in
            if letter.isUppercase, let last = text.last, last.isLowercase { text += " " }
            text += text.isEmpty || !letter.isUppercase ? String(letter) : letter.lowercased()
        }
    }

    func html(prefix: String) -> HTML {
        let id = "\(prefix)-\(name)"
        switch kind {
        case .hidden: return "<input type=\"hidden\" name=\"\(name)\" value=\"\(chosen.first ?? "")\">"
        case .text:
            return """
                <p><label for="\(id)">\(label)</label>\
                <input id="\(id)" name="\(name)" value="\(chosen.first ?? "")" autocomplete="off"></p>
                """
        case .one(let options):
            let parts = options.map { option -> HTML in
                let mark: HTML = chosen.contains(option.value) ? " selected" : ""
                return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
            }
            return "<p><label for=\"\(id)\">\(label)</label><select id=\"\(id)\" name=\"\(name)\">\(parts)</select></p>"
        case .several(let words):
            let parts = words.map { word -> HTML in
                let mark: HTML = chosen.contains(word) ? " checked" : ""
                return """
                    <label><input type="checkbox" name="\(name)" value="\(word)"\(mark)> \(Self.spaced(word))</label>
                    """
            }
            return "<fieldset><legend>\(label)</legend>\(parts)</fieldset>"
        }
    }
}
