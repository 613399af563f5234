extension Chart {
    mutating func draw(_ all: [ChartData.Line], _ axis: ChartData.Axis) -> String {
        let lines = Array(all.prefix(ChartData.mostLines))
        let points = lines.flatMap(\.points)
        let (left, right, bottom) = (80.0, Self.width - 150, 400.0)
        let marks = ChartScale.marks(
            points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0, isCount: isCount && !isShare)
        let (low, high) = (marks.first ?? 0, marks.last ?? 1)
        let first = points.map(\.x).min() ?? 0
        let last = max(points.map(\.x).max() ?? 1, first + 1e-9)
        func x(_ value: Double) -> Double { left + (value - first) / (last - first) * (right - left) }
        func y(_ value: Double) -> Double { bottom - (value - low) / (high - low) * (bottom - Self.top) }
        for mark in marks {
            canvas.line(left, y(mark), right, y(mark), mark == 0 ? "axis" : "grid")
            canvas.text(shown(mark), left - 8, y(mark) + 4, .end, size: 11)
        }
        canvas.line(left, Self.top, left, bottom, "axis")
        for mark in Self.marks(first, last, axis) {
            canvas.line(x(mark.0), bottom, x(mark.0), bottom + 5, "axis")
            canvas.text(mark.1, x(mark.0), bottom + 19, .middle, size: 11)
        }
        if axis == .days { canvas.text("days since release", (left + right) / 2, bottom + 35, .middle, size: 11) }
        height = bottom + 44
        for (place, line) in lines.enumerated() {
            let color = SVGCanvas.colors[place % SVGCanvas.colors.count]
            canvas.path(line.points.map { (x($0.x), y($0.y)) }, color: color, title: line.name)
            // One line without a name of its own is what the title says.
            if line.name.isEmpty { continue }
            let row = Self.top + Double(place) * 20
            canvas.box(right + 16, row, 12, 12, fill: color)
            canvas.text(DisplayWidth.cut(Plain.line(line.name), to: 16), right + 34, row + 11)
        }
        return all.count > lines.count ? "\(all.count - lines.count) further lines not drawn" : ""
    }

    /// At most seven places of the lower axis, with their names.
    private static func marks(_ first: Double, _ last: Double, _ axis: ChartData.Axis) -> [(Double, String)] {
        switch axis {
        case .periods(let names):
            let low = Int(first)
            let high = min(Int(last), names.count - 1)
            guard low <= high else { return [] }
            let step = max(1, (high - low + 6) / 7)
            return stride(from: low, through: high, by: step).map { (Double($0), names[$0]) }
        case .days, .time:
            var seen: Set<String> = []
            return (0...6).compactMap { number in
                let place = first + (last - first) * Double(number) / 6
                let name = axis == .days ? Quantity.whole(Int(place.rounded())) : ChartTime.date(place)
                return seen.insert(name).inserted ? (place, name) : nil
            }
        }
    }
}
