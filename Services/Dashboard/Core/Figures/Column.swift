import Presentation
import Wire

/// A column of a table: its head, and how an entry's cell is written. Pure.
struct Column: Sendable {
    var title: String
    /// Numbers stand at the right.
    var isNumber = false
    /// It names the row.
    var isHead = false
    /// How narrow it may become: a class of the style sheet.
    var room = ""
    var cell: @Sendable (JSONValue, Place) -> HTML

    static func text(_ key: String, _ title: String) -> Column {
        Column(title: title, room: "t") { entry, _ in Cells.text(entry[key]) }
    }

    /// A word of a vocabulary, as it is.
    static func code(_ key: String, _ title: String) -> Column {
        Column(title: title) { entry, _ in entry[key]?.text.map { "\($0)" } ?? "–" }
    }

    /// A number in the unit of its answer.
    static func number(_ key: String, _ title: String) -> Column {
        Column(title: title, isNumber: true) { entry, _ in Cells.number(entry[key]) }
    }

    /// A share, in percent.
    static func share(_ key: String, _ title: String) -> Column {
        Column(title: title, isNumber: true) { entry, _ in Cells.share(entry[key]) }
    }

    static func date(_ key: String, _ title: String) -> Column {
        Column(title: title) { entry, _ in Cells.date(entry[key]) }
    }

    static func model(_ key: String, _ title: String, isHead: Bool = false) -> Column {
        Column(title: title, isHead: isHead) { entry, place in Cells.link("/model", entry[key]?.text, place) }
    }

    static func organization(_ key: String, _ title: String, isHead: Bool = false) -> Column {
        Column(title: title, isHead: isHead) { entry, place in Cells.link("/organization", entry[key]?.text, place) }
    }

    static func country(_ key: String, _ title: String, isHead: Bool = false) -> Column {
        Column(title: title, isHead: isHead) { entry, place in Cells.country(entry[key]?.text, place) }
    }
}

/// How single values are written in cells. Pure.
enum Cells {
    /// Foreign text: kept apart from the direction of what stands around it, and cut where it is endless.
    static func name(_ text: String, most: Int = 120) -> HTML {
        "<bdi>\(DisplayWidth.cut(String(text.prefix(most + 1)), to: most))</bdi>"
    }

    static func text(_ value: JSONValue?) -> HTML {
        guard let value, value != .null else { return "–" }
        if let text = value.text {
            if text.hasPrefix("https://"), !text.contains(" ") { return external(text) }
            return name(text, most: 300)
        }
        return name(ValueView.cell(value), most: 300)
    }

    static func number(_ value: JSONValue?) -> HTML {
        guard let value, value.real != nil else { return "–" }
        return "\(ValueView.scalar(value))"
    }

    static func share(_ value: JSONValue?) -> HTML { value?.real.map { "\(Quantity.percent($0))" } ?? "–" }

    /// The day of a time.
    static func date(_ value: JSONValue?) -> HTML {
        guard let text = value?.text else { return "–" }
        return "<time datetime=\"\(text)\">\(String(text.prefix(10)))</time>"
    }

    /// A link to the page about something.
    static func link(_ path: String, _ id: String?, _ place: Place) -> HTML {
        guard let id else { return "–" }
        return "<a href=\"\(place.link(path, [("id", id)]))\">\(name(id))</a>"
    }

    /// What stands in a country's place and is none has no page.
    static func country(_ code: String?, _ place: Place) -> HTML {
        guard let code else { return "–" }
        guard code.utf8.count == 2 else { return "\(code)" }
        return link("/country", code, place)
    }

    static func external(_ address: String) -> HTML {
        "<a href=\"\(address)\" rel=\"noreferrer external\">\(name(address, most: 80))</a>"
    }
}
