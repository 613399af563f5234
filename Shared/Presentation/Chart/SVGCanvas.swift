/// Writes SVG: escaped, rounded to tenths, readable in light and dark.
struct SVGCanvas: Sendable {
    private(set) var body = ""

    /// Told apart also by those who see fewer colours (after Okabe and Ito).
    static let colors = [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d1f", "#666666",
    ]

    static func number(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    }

    enum Anchor: String {
        case start, middle, end
    }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, size: Int = 12, style: String = ""
    ) {
        body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\" "
        body += "font-size=\"\(size)\" \(style)>\(Markup.escaped(text))</text>\n"
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String) {
        body += "<line class=\"\(kind)\" x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" "
        body += "x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\"/>\n"
    }

    mutating func box(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, opacity: Double = 1,
        title: String = ""
    ) {
        body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(max(width, 0)))\" "
        body += "height=\"\(Self.number(height))\" fill=\"\(fill)\""
        if opacity < 1 { body += " fill-opacity=\"\((opacity * 1000).rounded() / 1000)\"" }
        body += title.isEmpty ? "/>\n" : "><title>\(Markup.escaped(title))</title></rect>\n"
    }

    mutating func path(_ points: [(x: Double, y: Double)], color: String, title: String) {
        let steps = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
        body += "<polyline fill=\"none\" stroke=\"\(color)\" stroke-width=\"2\" points=\"\(steps)\">"
        body += "<title>\(Markup.escaped(title))</title></polyline>\n"
        // A line of few points is hard to see.
        guard points.count <= 40 else { return }
        for point in points {
            body +=
                "<circle cx=\"\(Self.number(point.x))\" cy=\"\(Self.number(point.y))\" r=\"2.5\" fill=\"\(color)\"/>\n"
        }
    }

    /// The whole document.
    ///
    /// - Parameters:
    ///   - id: makes the names of title and description unique in a page of several charts.
    ///   - isStyled: with a style sheet of its own, which a page's content security policy may forbid.
    func document(
        title: String, description: String, width: Double, height: Double, top: Double = 0, id: String = "chart",
        isStyled: Bool = true
    ) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 \(Self.number(top)) \(Self.number(width)) \(Self.number(height - top))" \
        width="\(Self.number(width))" height="\(Self.number(height - top))" role="img" \
        aria-labelledby="\(id)-title \(id)-desc" font-family="system-ui, sans-serif">
        <title id="\(id)-title">\(Markup.escaped(title))</title>
        <desc id="\(id)-desc">\(Markup.escaped(description))</desc>
        \(isStyled ? Self.style : "")<rect class="paper" y="\(Self.number(top))" width="100%" height="100%"/>
        \(body)</svg>

        """
    }

    /// What a drawing that stands alone brings along; a page states it in its own style sheet.
    private static let style =
        "<style>.grid{stroke:#8884;stroke-width:1}.axis{stroke:#888;stroke-width:1}text{fill:#222}.paper{fill:#fff}"
        + "@media(prefers-color-scheme:dark){text{fill:#ddd}.paper{fill:#16181c}}</style>\n"
}
