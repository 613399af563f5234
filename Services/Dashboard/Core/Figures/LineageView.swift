import Presentation
import Wire

/// A lineage as a tree of nested lists: it reads the same to eyes, ears and paper. Pure.
enum LineageView {
    /// - Parameter up: towards the ancestors; else towards the descendants.
    static func html(_ answer: JSONValue, place: Place, root: String, up: Bool) -> HTML {
        guard case .array(let entries)? = answer["value"], !entries.isEmpty else {
            return
                "<p class=\"none\">\(up ? "No model it was made from is known." : "No model made from it is known.")</p>\n"
        }
        // Each entry says through which neighbour it was reached.
        var below: [String: [JSONValue]] = [:]
        for entry in entries { below[entry[up ? "child" : "parent"]?.text ?? root, default: []].append(entry) }
        var left = entries.count
        var seen: Set<String> = [root]
        let tree = branch(root, below, place, &seen, &left)
        let cut = answer["cursor"]?.text != nil
        let more: HTML =
            cut ? "<p class=\"note\">Only the first \(entries.count) are drawn; JSON and CSV go on.</p>\n" : ""
        // What hangs on a node that is not in this page of the answer.
        let loose = entries.filter { !seen.contains($0["id"]?.text ?? "") }
        let rest: HTML =
            loose.isEmpty
            ? ""
            : "<p>Further, by other ways:</p><ul class=\"tree\">\(loose.map { "<li>\(node($0, place))</li>" as HTML })</ul>\n"
        return TableView.frame(
            label: up ? "Tree of ancestors" : "Tree of descendants",
            "<ul class=\"tree\"><li>\(Cells.name(root))\(tree)</li></ul>") + rest + more
    }

    private static func branch(
        _ id: String, _ below: [String: [JSONValue]], _ place: Place, _ seen: inout Set<String>, _ left: inout Int
    ) -> HTML {
        guard let entries = below[id], left > 0 else { return "" }
        var items: HTML = ""
        for entry in entries {
            guard let name = entry["id"]?.text, seen.insert(name).inserted else { continue }
            left -= 1
            items += "<li>\(node(entry, place))\(branch(name, below, place, &seen, &left))</li>\n"
        }
        return items.markup.isEmpty ? "" : "<ul>\(items)</ul>"
    }

    private static func node(_ entry: JSONValue, _ place: Place) -> HTML {
        let relation = Field.spaced(entry["relation"]?.text ?? "unknown")
        let country: HTML = entry["country"]?.text.map { " (\(Cells.country($0, place)))" } ?? ""
        let gap: HTML = entry["placeholder"] == true ? ", which no source describes" : ""
        return """
            \(Cells.link("/model", entry["id"]?.text, place))\(country) \
            <span class="unit">\(relation)\(gap)</span>
            """
    }
}
