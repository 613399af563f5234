import Columns
import Domain

/// The share of a country's flagship releases of a year whose weights are not released.
public enum Closedness {
    public static let measure = MeasureDefinition(
        "closedness", unit: "share", "flagship releases that are closed, by country and year")

    /// A flagship, and what the world says of it.
    public struct Entry: Sendable {
        public var id: String
        /// The row it was found at; nil: nobody has described it.
        public var row: Int?
        public var country: Country
        public var year: Int?
        public var access: Access
        public var evidence: String?
    }

    public struct Cell: Sendable, Equatable {
        public var country: Country
        public var year: Int
        public var closed: Int
        /// Flagships of which the access is known.
        public var known: Int
        public var all: Int
        /// Nil where no flagship's access is known.
        public var value: Double? { known == 0 ? nil : Double(closed) / Double(known) }
    }

    /// Whether a way of having a model means that its weights are not released; nil: not known.
    public static func isClosed(_ access: Access) -> Bool? { access == .unknown ? nil : !access.hasWeights }

    /// The flagships of the list that were out by the world's time; `row` finds a model by name.
    public static func entries(
        _ list: [Flagship], _ world: World, row: (String) -> Int?
    ) -> [Entry] {
        let today = world.asOf == .null ? Int32.max : Timestamp(microseconds: world.asOf).day.number
        return list.filter { $0.released.first.number <= today }.map { flagship in
            // Providers name models that no catalogue describes: an id with a known access comes first.
            let rows = flagship.ids.compactMap(row).filter { world.isModel($0) }
            let found = rows.first { world.models.access[$0] != .unknown } ?? rows.first
            return Entry(
                id: flagship.ids[0], row: found, country: flagship.country,
                year: flagship.released.first.components.year,
                access: found.map { world.models.access[$0] } ?? .unknown, evidence: flagship.evidence)
        }
    }

    /// The same of models named by the asker: country and year as the world has them.
    public static func entries(ids: [String], _ world: World, row: (String) -> Int?) -> [Entry] {
        ids.map { id in
            guard let row = row(id) else {
                return Entry(id: id, row: nil, country: .unreviewed, year: nil, access: .unknown, evidence: nil)
            }
            return Entry(
                id: world.models.name[row], row: row, country: world.models.country[row],
                year: world.models.released[row].orNil.map { UTCDay(number: $0).components.year },
                access: world.models.access[row], evidence: nil)
        }
    }

    /// By country and year, ascending.
    public static func cells(_ entries: [Entry]) -> [Cell] {
        struct Place: Hashable {
            var country: Country
            var year: Int
        }
        var cells: [Place: Cell] = [:]
        for entry in entries {
            guard let year = entry.year else { continue }
            let place = Place(country: entry.country, year: year)
            var cell = cells[place] ?? Cell(country: entry.country, year: year, closed: 0, known: 0, all: 0)
            cell.all += 1
            if let isClosed = isClosed(entry.access) {
                cell.known += 1
                if isClosed { cell.closed += 1 }
            }
            cells[place] = cell
        }
        return cells.values.sorted { ($0.country.name, $0.year) < ($1.country.name, $1.year) }
    }
}
