import Wire

/// An answer drawn as SVG: title, axes, legend, and what was counted. Pure: the same answer gives the same bytes.
public struct Chart: Sendable {
    public let title: String
    /// For those who do not see it, and below the drawing.
    public let note: String
    public let data: ChartData
    public let isShare: Bool
    /// Of things that are counted: a mark of the axis between two numbers would mean nothing.
    let isCount: Bool
    /// Rows are children and columns their parents.
    let isDependence: Bool
    var canvas = SVGCanvas()
    var height = 0.0

    static let width = 800.0
    static let top = 60.0
    /// Characters of a title's line.
    private static let titleWidth = 84

    /// Nil where the answer holds nothing to draw.
    public init?(_ answer: JSONValue, method: MethodDefinition) {
        guard let data = ChartData(answer) else { return nil }
        self.data = data
        // A crossover's value is a period; its course is of shares.
        isShare = answer["unit"] == "share" || answer["course"] != nil
        isCount = data.isWhole
        isDependence = answer["definition"]?.text?.hasPrefix("dependence") == true
        var parts = [method.summary]
        if case .object(let members)? = answer["parameters"] {
            let shown = members.filter {
                ["of", "on", "over", "id", "country", "organization", "series", "measure", "by", "framework"].contains(
                    $0.key)
            }
            if !shown.isEmpty {
                parts.append(shown.map { "\($0.key) \(ValueView.cell($0.value))" }.joined(separator: ", "))
            }
        }
        title = parts.joined(separator: ": ")
        var facts: [String] = []
        if let unit = answer["unit"]?.text { facts.append("unit: \(unit)") }
        if let denominator = answer["denominator"], denominator != .null {
            facts.append("of \(ValueView.scalar(denominator)) \(answer["denominatorText"]?.text ?? "")")
        }
        if let coverage = answer["coverage"]?.real { facts.append("coverage \(Quantity.percent(coverage))") }
        if let period = ChartData.unfinished(answer) { facts.append("\(period) is not over") }
        if let asOf = answer["asOf"]?.text { facts.append("as of \(asOf)") }
        if let definition = answer["definition"]?.text { facts.append(definition) }
        note = facts.joined(separator: "; ")
    }

    /// - Parameter isCaptioned: with title, note and a style sheet of its own, for a drawing that stands alone; a page
    ///   states all three itself.
    public func svg(id: String = "chart", isCaptioned: Bool = true) -> String {
        var drawn = self
        let left = drawn.draw()
        let below = left.isEmpty ? note : note + "; " + left
        guard isCaptioned else {
            return drawn.canvas.document(
                title: title, description: below + ". " + spoken, width: Self.width, height: drawn.height,
                top: Self.top - 24, id: id, isStyled: false)
        }
        let titles = MethodHelp.wrap(title, width: Self.titleWidth).map {
            DisplayWidth.cut(Plain.line($0), to: Self.titleWidth)
        }
        // What a long title needs more stands above the drawing.
        let above = Double(titles.count - 1) * 20
        for (place, line) in titles.enumerated() {
            drawn.canvas.text(line, 16, 26 - above + Double(place) * 20, size: 16, style: "font-weight=\"600\"")
        }
        let lines = MethodHelp.wrap(below, width: 120)
        for (place, line) in lines.enumerated() {
            drawn.canvas.text(line, 16, drawn.height + 16 + Double(place) * 15, size: 11)
        }
        return drawn.canvas.document(
            title: title, description: below + ". " + spoken, width: Self.width,
            height: drawn.height + 16 + Double(lines.count) * 15, top: -above, id: id)
    }

    /// What the drawing shows, in words.
    private var spoken: String {
        func bars(_ bars: [ChartData.Bar]) -> String {
            bars.prefix(10).map { "\($0.name) \($0.label ?? shown($0.value))" }.joined(separator: ", ")
        }
        switch data {
        case .bars(let all): return "Bars: " + bars(all)
        case .ladder(let all): return "Ladders: " + bars(all)
        case .matrix(let rows, let columns, _): return "A matrix of \(rows.count) rows by \(columns.count) columns"
        case .lines(let lines, _):
            return "Lines: "
                + lines.prefix(ChartData.mostLines).map { line in
                    "\(line.name.isEmpty ? "" : line.name + " ")from \(shown(line.points.first?.y ?? 0)) to \(shown(line.points.last?.y ?? 0))"
                }.joined(separator: ", ")
        }
    }

    func shown(_ value: Double) -> String { ChartScale.shown(value, isShare: isShare) }

    /// Draws, and says what was left out.
    private mutating func draw() -> String {
        switch data {
        case .bars(let bars): draw(bars: bars)
        case .ladder(let rungs): draw(ladder: rungs)
        case .matrix(let rows, let columns, let cells): draw(rows, columns, cells)
        case .lines(let lines, let axis): draw(lines, axis)
        }
    }
}
