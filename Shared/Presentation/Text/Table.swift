/// Rows under a header, each column as wide as it must be, all of it as wide as it may be.
public struct Table {
    public struct Column {
        public var title: String
        /// Numbers stand at the right.
        public var isRight: Bool

        public init(title: String, isRight: Bool = false) {
            self.title = title
            self.isRight = isRight
        }
    }

    public var columns: [Column]
    public var rows: [[String]]
    public init(columns: [Column], rows: [[String]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// Between two columns.
    static let gap = "  "
    /// A column that must give way keeps at least this.
    private static let least = 8

    /// The lines, without white space at their ends.
    public func lines(width: Int? = nil) -> [String] {
        let widths = fitted(width)
        var out = [line(columns.map(\.title), widths)]
        out += rows.map { line($0, widths) }
        return out
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = ""
        for (place, cell) in cells.enumerated() where place < widths.count {
            if place > 0 { text += Self.gap }
            let cut = DisplayWidth.cut(cell, to: widths[place])
            text += DisplayWidth.pad(cut, to: widths[place], right: columns[place].isRight)
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The columns' widths: what they need, or less for the widest until all fit.
    private func fitted(_ width: Int?) -> [Int] {
        var widths = columns.indices.map { place in
            rows.reduce(DisplayWidth.of(columns[place].title)) { max($0, DisplayWidth.of($1[place])) }
        }
        guard let width else { return widths }
        var excess = widths.reduce(0, +) + (widths.count - 1) * Self.gap.count - width
        while excess > 0 {
            // The first text names the row, so it gives way last.
            let all = widths.indices.filter { !columns[$0].isRight && widths[$0] > Self.least }
            let name = columns.firstIndex { !$0.isRight }
            let others = all.filter { $0 != name }
            guard let widest = (others.isEmpty ? all : others).max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
