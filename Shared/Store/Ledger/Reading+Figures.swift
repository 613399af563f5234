import Columns
import Domain
import Postgres

extension Reading {
    /// Observations, by binary COPY.
    func observations(_ figures: inout NewFigures) throws {
        try rows.read("observation") { table in
            figures.beginObservations()
            try connection.copyOut(
                "COPY (SELECT model, series, source, at, value, step, batch FROM \(table) WHERE \(range("model")))"
                    + " TO STDOUT (FORMAT binary)", columns: 7
            ) { row in try figures.takeObservation(&row) }
            return figures.points.count
        }
    }

    /// Events, by binary COPY.
    func events(_ figures: inout NewFigures) throws {
        try rows.read("event") { table in
            figures.beginEvents()
            try copyEvents(from: table) { row in try figures.takeEvent(&row) }
            return figures.amounts.count
        }
    }

    /// All events: a first reading reads the table once, and never anew.
    func events(_ sums: inout EventSums) throws {
        try rows.read("event") { table in
            try copyEvents(from: table) { row in try sums.take(&row) }
            return 0
        }
        sums.finish()
    }

    private func copyEvents(from table: String, _ take: (inout CopyRow) throws -> Void) throws {
        try connection.copyOut(
            "COPY (SELECT \(NewFigures.eventColumns) FROM \(table) WHERE \(range("model"))) TO STDOUT (FORMAT binary)",
            columns: NewFigures.eventColumnCount, take)
    }
}
