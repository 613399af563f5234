import Wire

/// What of an answer can be drawn.
public enum ChartData: Equatable, Sendable {
    public struct Point: Equatable, Sendable {
        public var x: Double
        public var y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct Line: Equatable, Sendable {
        public var name: String
        public var points: [Point]

        public init(name: String, points: [Point]) {
            self.name = name
            self.points = points
        }
    }

    public struct Bar: Equatable, Sendable {
        public var name: String
        public var value: Double
        /// What stands behind the bar; nil: the number.
        public var label: String?
        /// The full length; nil: the longest bar's.
        public var of: Double?

        public init(name: String, value: Double, label: String? = nil, of: Double? = nil) {
            self.name = name
            self.value = value
            self.label = label
            self.of = of
        }
    }

    /// Lines over days since 1970, days since a release, or periods by their names.
    case lines([Line], axis: Axis)
    case bars([Bar])
    /// Rows of children, columns of parents; nil: not known.
    case matrix(rows: [String], columns: [String], cells: [[Double?]])
    /// Rungs of ladders: how far each goes.
    case ladder([Bar])

    public enum Axis: Equatable, Sendable {
        case time
        case days
        case periods([String])
    }

    /// The most lines, bars, rows and columns that are drawn; a chart says what it leaves out.
    static let mostLines = 8
    static let mostBars = 40
    static let mostCells = 20
}

extension ChartData {
    /// Reads an answer; nil where there is nothing to draw.
    public init?(_ answer: JSONValue) {
        let value = answer["value"] ?? .null
        if case .array(let course)? = answer["course"], let lines = Self.course(course, answer["parameters"] ?? .null) {
            self = lines
            return
        }
        switch value {
        case .array(let elements):
            guard let data = Self.list(elements) else { return nil }
            self = data
        case .object:
            if case .array(let verdicts)? = value["verdicts"] {
                let rungs = verdicts.compactMap(Self.rung)
                guard !rungs.isEmpty else { return nil }
                self = .ladder(rungs)
            } else if case .array(let shares)? = value["shares"], let data = Self.list(shares) {
                self = data
            } else {
                return nil
            }
        default: return nil
        }
    }

    private static func list(_ elements: [JSONValue]) -> ChartData? {
        guard let first = elements.first(where: { if case .object = $0 { true } else { false } }) else { return nil }
        if first["shares"] != nil { return first["period"] != nil ? shares(elements) : matrix(elements) }
        if first["period"] != nil { return periods(elements, [("value", "")]) }
        if first["a"]?.text != nil, first["b"]?.text != nil { return pairs(elements) }
        if first["at"] != nil || first["day"] != nil { return times(elements) }
        let bars = elements.compactMap { element -> Bar? in
            let name = element["id"]?.text ?? element["key"]?.text ?? element["within"]?.text
            guard let name, let value = element["value"]?.real else { return nil }
            return Bar(name: name, value: value, label: element["label"]?.text)
        }
        return bars.isEmpty ? nil : .bars(bars)
    }

    /// Values at times, a line for each source.
    private static func times(_ elements: [JSONValue]) -> ChartData? {
        let isAligned = elements.allSatisfy { $0["day"]?.real != nil }
        var lines: [Line] = []
        for element in elements {
            guard let y = element["value"]?.real,
                let x = isAligned ? element["day"]?.real : element["at"]?.text.flatMap(ChartTime.days)
            else { continue }
            let name = element["source"]?.text ?? ""
            if let place = lines.firstIndex(where: { $0.name == name }) {
                lines[place].points.append(Point(x: x, y: y))
            } else {
                lines.append(Line(name: name, points: [Point(x: x, y: y)]))
            }
        }
        for place in lines.indices { lines[place].points.sort { $0.x < $1.x } }
        return lines.isEmpty ? nil : .lines(lines, axis: isAligned ? .days : .time)
    }

    private static func periods(_ elements: [JSONValue], _ keys: [(key: String, name: String)]) -> ChartData? {
        let lines = keys.map { key, name in
            Line(
                name: name,
                points: elements.enumerated().compactMap { place, element in
                    element[key]?.real.map { Point(x: Double(place), y: $0) }
                })
        }.filter { !$0.points.isEmpty }
        return lines.isEmpty ? nil : .lines(lines, axis: .periods(elements.map { $0["period"]?.text ?? "" }))
    }

    /// Two shares over time, by the names of their holders.
    private static func course(_ elements: [JSONValue], _ parameters: JSONValue) -> ChartData? {
        guard elements.first?["period"] != nil else { return nil }
        return periods(elements, ["of", "over"].map { ($0, parameters[$0]?.text ?? $0) })
    }

    /// A figure of every two of some things, the same both ways.
    private static func pairs(_ elements: [JSONValue]) -> ChartData? {
        var names: [String] = []
        var cells: [[String]: Double] = [:]
        for element in elements {
            guard let a = element["a"]?.text, let b = element["b"]?.text else { return nil }
            for name in [a, b] where !names.contains(name) { names.append(name) }
            guard let value = element["value"]?.real else { continue }
            cells[[a, b]] = value
            cells[[b, a]] = value
        }
        return .matrix(rows: names, columns: names, cells: names.map { row in names.map { cells[[row, $0]] } })
    }

    /// The last period, where it is not over at the answer's time.
    static func unfinished(_ answer: JSONValue) -> String? {
        guard case .array(let elements)? = answer["value"], let last = elements.last,
            last["complete"] == .bool(false)
        else { return nil }
        return last["period"]?.text
    }

    /// Whether everything drawn is a whole number.
    var isWhole: Bool {
        switch self {
        case .bars(let bars): bars.allSatisfy { $0.value == $0.value.rounded() }
        case .lines(let lines, _): lines.allSatisfy { $0.points.allSatisfy { $0.y == $0.y.rounded() } }
        case .matrix, .ladder: false
        }
    }

    /// Each holder's share period by period, those with the largest sums.
    private static func shares(_ elements: [JSONValue]) -> ChartData? {
        var points: [String: [Point]] = [:]
        for (place, element) in elements.enumerated() {
            guard case .array(let shares)? = element["shares"] else { continue }
            for share in shares {
                guard let key = share["key"]?.text, let y = share["value"]?.real else { continue }
                points[key, default: []].append(Point(x: Double(place), y: y))
            }
        }
        let lines = points.sorted { one, other in
            let (a, b) = (one.value.reduce(0) { $0 + $1.y }, other.value.reduce(0) { $0 + $1.y })
            return a != b ? a > b : one.key < other.key
        }.map { Line(name: $0.key, points: $0.value) }
        return lines.isEmpty ? nil : .lines(lines, axis: .periods(elements.map { $0["period"]?.text ?? "" }))
    }

    private static func matrix(_ elements: [JSONValue]) -> ChartData? {
        let rows = elements.compactMap { $0["key"]?.text }
        guard rows.count == elements.count else { return nil }
        var columns: [String] = []
        let cells = elements.map { element -> [String: Double]? in
            guard case .array(let shares)? = element["shares"] else { return nil }
            var cells: [String: Double] = [:]
            for share in shares {
                guard let key = share["key"]?.text, let value = share["value"]?.real else { continue }
                if !columns.contains(key) { columns.append(key) }
                cells[key] = value
            }
            return cells
        }
        columns.sort()
        // A row of known parents has a zero where it names no share.
        return .matrix(
            rows: rows, columns: columns, cells: cells.map { row in columns.map { key in row.map { $0[key] ?? 0 } } })
    }

    /// What a framework says: the rung reached, the points, or yes and no.
    private static func rung(_ verdict: JSONValue) -> Bar? {
        guard let name = verdict["name"]?.text ?? verdict["framework"]?.text else { return nil }
        let outcome = verdict["outcome"] ?? .null
        let label = verdict["label"]?.text
        if let level = outcome["level"]?.real {
            return Bar(name: name, value: level, label: label, of: outcome["of"]?.real)
        }
        if let score = outcome["score"]?.real {
            return Bar(name: name, value: score, label: label, of: outcome["of"]?.real)
        }
        if case .bool(let isOpen)? = outcome["open"] {
            return Bar(name: name, value: isOpen ? 1 : 0, label: label, of: 1)
        }
        return nil
    }
}

extension JSONValue {
    /// A number of either kind.
    public var real: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
