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
            return figures.observations
        }
    }

    /// Events, by binary COPY.
    func events(_ figures: inout NewFigures) throws {
        try rows.read("event") { table in
            figures.beginEvents()
            try connection.copyOut(
                "COPY (SELECT \(NewFigures.eventColumns) FROM \(table) WHERE \(range("model"))) TO STDOUT (FORMAT binary)",
                columns: NewFigures.eventColumnCount
            ) { row in try figures.takeEvent(&row) }
            return figures.events
        }
    }
}
