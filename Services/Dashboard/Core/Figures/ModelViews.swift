import Presentation
import Wire

/// A model's identity. Pure.
enum ModelProfile {
    static func html(_ value: JSONValue, _ place: Place) -> HTML {
        let organization = value["organization"]
        var license = Cells.text(value["license"])
        if let id = value["license"]?.text, id == "other", let name = value["licenseName"]?.text {
            license = "\(Cells.name(id)) (\(Cells.name(name)))"
        }
        return FactList.html([
            ("Id", Cells.text(value["id"])),
            ("Organization", Cells.link("/organization", organization?["id"]?.text, place)),
            ("Country", Cells.country(value["country"]?.text, place)),
            ("Country said by", Cells.text(organization?["countrySource"])),
            ("Access", "\(Field.spaced(value["access"]?.text ?? "unknown"))"), ("License", license),
            ("License text", Cells.text(value["licenseLink"])), ("Released", Cells.date(value["released"])),
            ("Repository made", Cells.date(value["created"])), ("Parameters", Cells.number(value["parameters"])),
            ("of them active", Cells.number(value["activeParameters"])), ("Task", Cells.text(value["task"])),
            ("Library", Cells.text(value["library"])), ("Other names", Cells.text(value["aliases"])),
            ("Likes", Cells.number(value["series"]?["likes"]?["latest"])),
            ("Likes in 7 days", Cells.number(value["series"]?["likes"]?["change7d"])),
            ("Downloads in 30 days", Cells.number(value["series"]?["downloads30d"]?["latest"])),
            ("Built directly upon by", Cells.number(value["derivatives"]?["direct"])),
            ("Flags", Cells.text(value["flags"])),
        ])
    }
}

/// Every framework's verdict, and what would be next. Pure.
enum OpennessView {
    static func html(_ answer: JSONValue, _ place: Place) -> HTML {
        guard let value = answer["value"] else { return "" }
        func list(_ key: String) -> [JSONValue] {
            if case .array(let entries)? = value[key] { entries } else { [] }
        }
        let verdicts = TableView(
            caption: "Verdicts of the frameworks",
            columns: [
                Column(title: "Framework", isHead: true, room: "t") { entry, _ in
                    "\(Cells.text(entry["name"] ?? entry["framework"])) \(entry["version"]?.text ?? "")"
                },
                .text("label", "Verdict"),
                Column(title: "Cheapest next step", room: "long") { entry, _ in next(entry["next"]) },
            ], entries: list("verdicts")
        ).html(place)
        let evidence = TableView(
            caption: "Components and what is known of them",
            columns: [
                Column(title: "Component", isHead: true) { entry, _ in Cells.text(entry["name"]) },
                .code("state", "State"), .text("license", "License"),
                Column(title: "Said by") { entry, _ in Cells.text(entry["followed"]?["source"]) },
                Column(title: "Evidence") { entry, _ in Cells.text(entry["followed"]?["evidence"]) },
            ], entries: list("evidence")
        ).html(place)
        return verdicts + "<details><summary>Components and their evidence</summary>\(evidence)</details>\n"
    }

    private static func next(_ next: JSONValue?) -> HTML {
        guard let to = next?["to"]?.text, case .array(let steps)? = next?["steps"] else { return "–" }
        let texts = steps.compactMap { $0["text"]?.text }
        return "To <bdi>\(to)</bdi>: \(Cells.name(texts.joined(separator: "; "), most: 300))"
    }
}

/// Likes, speed and half-life, each with its reason where there is none. Pure.
enum AdoptionView {
    static func html(_ value: JSONValue, _ place: Place) -> HTML {
        var rows: [JSONValue] = []
        func add(_ name: String, _ figure: JSONValue?) {
            guard let figure else { return }
            rows.append([
                "name": .string(name), "value": figure["value"] ?? .null, "unit": figure["unit"] ?? .null,
                "reason": figure["reason"] ?? .null,
            ])
        }
        add("Net likes", value["netLikes"])
        for key in ["velocities", "momenta"] {
            guard case .array(let figures)? = value[key] else { continue }
            for figure in figures {
                let days = figure["days"]?.whole.map { "\($0)" } ?? ""
                add("\(key == "velocities" ? "Velocity" : "Momentum") over \(days) days", figure)
            }
        }
        add("Decayed adoption", value["decayedAdoption"])
        add("Half-life of attention", value["attentionHalfLife"])
        return TableView(
            caption: "Adoption",
            columns: [
                Column(title: "Figure", isHead: true) { entry, _ in "\(entry["name"]?.text ?? "")" },
                .number("value", "Value"), .text("unit", "Unit"), .text("reason", "Remark"),
            ], entries: rows
        ).html(place)
    }
}
