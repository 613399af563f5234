extension Chart {
    private static let names = 270.0
    private static let right = 120.0
    private static let step = 22.0

    mutating func draw(bars all: [ChartData.Bar]) -> String {
        let bars = Array(all.prefix(ChartData.mostBars))
        let marks = ChartScale.marks(
            bars.map(\.value).min() ?? 0, bars.map(\.value).max() ?? 0, isCount: isCount && !isShare)
        let (low, high) = (marks.first ?? 0, marks.last ?? 1)
        let room = Self.width - Self.names - Self.right
        func x(_ value: Double) -> Double { Self.names + (value - low) / (high - low) * room }
        height = Self.top + Double(bars.count) * Self.step + 30
        for mark in marks {
            canvas.line(x(mark), Self.top - 6, x(mark), height - 24, mark == 0 ? "axis" : "grid")
            canvas.text(shown(mark), x(mark), height - 10, .middle, size: 11)
        }
        for (place, bar) in bars.enumerated() {
            let y = Self.top + Double(place) * Self.step
            let name = DisplayWidth.cutInside(Plain.line(bar.name), to: 38)
            canvas.text(name, Self.names - 8, y + 13, .end, style: "direction=\"ltr\"")
            let label = bar.label ?? shown(bar.value)
            canvas.box(
                min(x(0), x(bar.value)), y, abs(x(bar.value) - x(0)), 16, fill: SVGCanvas.colors[0],
                title: "\(bar.name): \(label)")
            canvas.text(DisplayWidth.cut(label, to: 18), max(x(0), x(bar.value)) + 6, y + 13, size: 11)
        }
        return all.count > bars.count ? "\(all.count - bars.count) further entries not drawn" : ""
    }

    /// Each ladder's rungs as boxes, those reached filled.
    mutating func draw(ladder rungs: [ChartData.Bar]) -> String {
        let room = Self.width - Self.names - 230
        height = Self.top + Double(rungs.count) * 26 + 8
        for (place, rung) in rungs.enumerated() {
            let y = Self.top + Double(place) * 26
            canvas.text(DisplayWidth.cutInside(Plain.line(rung.name), to: 38), Self.names - 8, y + 14, .end)
            let full = max(rung.of ?? rung.value, 1)
            let title = "\(rung.name): \(rung.label ?? Quantity.real(rung.value)) of \(Quantity.real(full))"
            // Few rungs are steps; many points are a length.
            if full <= 12, full == full.rounded() {
                let step = room / full
                for number in 0..<Int(full) {
                    canvas.box(
                        Self.names + Double(number) * step, y, step - 2, 18, fill: SVGCanvas.colors[0],
                        opacity: Double(number) < rung.value ? 1 : 0.15, title: title)
                }
            } else {
                canvas.box(Self.names, y, room - 2, 18, fill: SVGCanvas.colors[0], opacity: 0.15, title: title)
                canvas.box(
                    Self.names, y, (room - 2) * min(max(rung.value / full, 0), 1), 18, fill: SVGCanvas.colors[0],
                    title: title)
            }
            canvas.text(
                DisplayWidth.cut(Plain.line(rung.label ?? Quantity.real(rung.value)), to: 34),
                Self.names + room + 6, y + 14, size: 11)
        }
        return ""
    }

    mutating func draw(_ rows: [String], _ columns: [String], _ cells: [[Double?]]) -> String {
        let (shownRows, shownColumns) = (rows.prefix(ChartData.mostCells), columns.prefix(ChartData.mostCells))
        let left = 110.0
        let cell = min(64, (Self.width - left - 20) / Double(max(shownColumns.count, 1)))
        let top = Self.top + 22
        height = top + Double(shownRows.count) * 24 + 8
        for (place, column) in shownColumns.enumerated() {
            canvas.text(
                DisplayWidth.cut(column, to: 8), left + (Double(place) + 0.5) * cell, top - 6, .middle, size: 11)
        }
        if isDependence { canvas.text("of \u{2193} on \u{2192}", left - 8, top - 6, .end, size: 11) }
        for (line, row) in shownRows.enumerated() {
            let y = top + Double(line) * 24
            canvas.text(DisplayWidth.cut(row, to: 12), left - 8, y + 16, .end)
            for (place, column) in shownColumns.enumerated() {
                let x = left + Double(place) * cell
                guard let value = cells[line][place] else {
                    canvas.text("-", x + cell / 2, y + 16, .middle, size: 11)
                    continue
                }
                canvas.box(
                    x, y, cell - 1, 23, fill: SVGCanvas.colors[0], opacity: 0.05 + 0.55 * min(max(value, 0), 1),
                    title: "\(row) \(isDependence ? "on" : "and") \(column): \(shown(value))")
                let text = isShare ? Quantity.percent(value).replacing(" %", with: "") : shown(value)
                if value != 0 { canvas.text(text, x + cell / 2, y + 16, .middle, size: 11) }
            }
        }
        let left1 = rows.count - shownRows.count
        let left2 = columns.count - shownColumns.count
        let scale = isShare ? "in percent" : ""
        return left1 + left2 > 0 ? "\(scale); \(left1) rows and \(left2) columns not drawn" : scale
    }
}
