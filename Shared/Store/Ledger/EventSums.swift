import Columns
import Postgres

/// All events of a store, summed up by day as they are read, with those that are kept one by one: what a first reading of the
/// table of events comes to. Ten million events held one by one would take more than everything else.
struct EventSums: Sendable {
    private var facts = Facts()
    private var news = News()
    private var read = NewFigures()

    /// Events that are held before they are summed up by day.
    private static let atOnce = 2_000_000

    mutating func take(_ row: inout CopyRow) throws {
        try read.takeEvent(&row)
        if read.amounts.count == Self.atOnce { sumUp() }
    }

    mutating func finish() { sumUp() }

    private mutating func sumUp() {
        var taken = NewFigures()
        swap(&taken, &read)
        taken.place(in: &facts, &news, isCold: true)
    }

    /// Puts the sums into facts that have none of their own.
    consuming func place(in facts: inout Facts, _ news: inout News) {
        facts.amounts = self.facts.amounts
        facts.adoptions = self.facts.adoptions
        facts.heard.formUnion(self.facts.heard)
        facts.newest = max(facts.newest, self.facts.newest)
        news.formUnion(self.news)
    }
}
