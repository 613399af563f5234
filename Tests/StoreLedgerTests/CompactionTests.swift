import Columns
import Domain
import Postgres
import StoreSupport
import StoreView
import TestSupport
import Testing

@testable import StoreLedger

/// Figures of all models written anew in the place of what epochs changed of them.
@Suite("Figures compacted", .serialized)
struct CompactionTests {
    /// What a reader of epochs has of models: a line a model, apart from its figures.
    private struct Read: Equatable {
        private var rows: [Int32: [String]] = [:]

        init(_ table: ModelTable) { put(table) }

        private static let figures = [11, 12, 13, 14, 15, 16, 17, 18, 26]

        mutating func put(_ table: ModelTable) {
            for (row, line) in ScoreReading.models(table).enumerated() {
                rows[table.id[row]] = line.replacing(" ", with: "").components("|")
            }
        }

        mutating func put(_ table: FigureTable) {
            for i in table.id.indices {
                let decayed = table.decayedAdoption[i]
                let values =
                    [table.netLikes, table.gain7d, table.gain30d, table.gainSinceFirst].map { "\($0[i])" }
                    + [decayed.isNaN ? "-" : "\(decayed.bitPattern)"]
                    + [table.downloads30d, table.downloadsAllTime, table.pulls].map { "\($0[i])" }
                    + ["\(table.likesReached[i].orNil ?? -1)"]
                for (place, value) in zip(Self.figures, values) { rows[table.id[i]]?[place] = value }
            }
        }

        mutating func put(_ changed: ChangedModels) {
            put(changed.rows)
            for table in changed.figures { put(table) }
        }
    }

    /// Epochs of one generation, of which each changes some of the one before.
    private struct History {
        var last: ScoreWriter.Epoch
        var random: SplitMix
        /// What readers had at each.
        var known: [(header: EpochHeader, read: Read)]

        init(seed: UInt64, _ writer: ScoreWriter, _ connection: Connection) throws {
            random = SplitMix(seed: seed)
            last = epoch(1, generation: 1, models: 20, seed: seed)
            known = [(last.header, Read(last.models))]
            try writer.publish(last, changed: nil, connection)
        }

        mutating func publish(_ writer: ScoreWriter, _ connection: Connection) throws {
            let number = last.header.number + 1
            let isOfFigures = !random.oneIn(4)
            var next = epoch(
                number, generation: 1, models: last.models.count + (isOfFigures ? 0 : random.below(3)),
                seed: random.next())
            if isOfFigures { next.models = last.models.withFigures(of: next.models) }
            let (old, new) = (ScoreReading.models(last.models), ScoreReading.models(next.models))
            let changed = new.indices.filter { $0 >= old.count || old[$0] != new[$0] }
            let whole = changed.filter { _ in !isOfFigures || random.oneIn(5) }
            try writer.publish(
                next, changed: .init(models: whole, figures: changed.filter { !whole.contains($0) }), connection)
            last = next
            known.append((next.header, Read(next.models)))
        }

        /// Whoever has read any of the epochs, or none, has the newest after reading what is new.
        func expectReadable(_ reader: Connection, _ comment: String) throws {
            guard let now = known.last?.read else { return }
            #expect(
                try ScoreReading.models(reader).map { $0.replacing(" ", with: "") }
                    == ScoreReading.models(last.models).map { $0.replacing(" ", with: "") }, "\(comment)")
            guard case .whole(_, let rows, let since) = try reader.readNews(since: nil) else {
                throw TestFailure("nothing is published")
            }
            var read = Read(rows.models)
            read.put(since)
            #expect(read == now, "\(comment), whole")
            for (header, earlier) in known.dropLast() {
                guard case .changes(_, let changes) = try reader.readNews(since: header) else {
                    throw TestFailure("epoch \(header.number) has no news")
                }
                var read = earlier
                read.put(changes.models)
                #expect(read == now, "\(comment), since \(header.number)")
            }
        }
    }

    @Test("leave every reader what it would have had, whatever is published meanwhile", arguments: 1...6)
    func readers(seed: UInt64) throws {
        let store = try Store("score_compact")
        let writer = ScoreWriter(figuresAtOnce: 7)
        let query = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_query"))
        let keeper = try Connection(ConnectionConfiguration(conninfo: store.conninfo + " user=groundswell_scoring"))
        var history = try History(seed: seed, writer, store.scoring)
        var compacted = 0
        for _ in 0..<6 {
            for _ in 0..<history.random.below(4) { try history.publish(writer, store.scoring) }
            let before = history.last.header.number
            var next = 0
            let isDone = try writer.compact(
                newest: { .init(epoch: before, generation: 1) },
                next: {
                    while history.random.oneIn(3) { try history.publish(writer, store.scoring) }
                    let models = history.last.models
                    let rows = next..<min(next + 1 + history.random.below(9), models.count)
                    next = rows.upperBound
                    return rows.isEmpty ? nil : FigureTable(models, Array(rows)[...])
                }, keeper)
            #expect(isDone)
            compacted += 1
            #expect(try writer.unfolded(query).figures >= 20)
            try history.expectReadable(query, "compacted \(compacted) times")
            guard history.random.oneIn(3) else { continue }
            try writer.fold(store.scoring)
            #expect(try writer.unfolded(query) == .init())
            try history.expectReadable(query, "folded")
        }
    }

    @Test("are as many as there are models, however many changes there were")
    func size() throws {
        let store = try Store("score_compact_size")
        let writer = ScoreWriter()
        var given = epoch(1, generation: 1, models: 20, seed: 1)
        try writer.publish(given, changed: nil, store.scoring)
        for number in Int64(2)...9 {
            given.header.number = number
            try writer.publish(given, changed: .init(models: [3], figures: Array(0..<10)), store.scoring)
        }
        #expect(try writer.unfolded(store.scoring) == .init(models: 8, figures: 80))
        var isGiven = false
        try writer.compact(
            newest: { .init(epoch: 9, generation: 1) },
            next: {
                defer { isGiven = true }
                return isGiven ? nil : FigureTable(given.models, Array(0..<20)[...])
            }, store.scoring)
        // The two last epochs' stay beside them, for who is a little behind.
        #expect(try writer.unfolded(store.scoring) == .init(models: 8, figures: 40))
        // A new generation leaves nothing of them.
        try writer.publish(epoch(10, generation: 2, models: 20, seed: 1), changed: nil, store.scoring)
        #expect(try writer.unfolded(store.scoring) == .init())
    }

    @Test("that could not all be had, or are of an epoch that is not the store's, change nothing")
    func fails() throws {
        let store = try Store("score_compact_failed")
        let writer = ScoreWriter()
        var history = try History(seed: 1, writer, store.scoring)
        for _ in 0..<3 { try history.publish(writer, store.scoring) }
        let before = try writer.unfolded(store.scoring)
        let number = history.last.header.number
        let figures = FigureTable(history.last.models, Array(0..<10)[...])
        var given = 0
        #expect(throws: TestFailure.self) {
            try writer.compact(
                newest: { .init(epoch: number, generation: 1) },
                next: {
                    given += 1
                    if given > 1 { throw TestFailure("no more") }
                    return figures
                }, store.scoring)
        }
        #expect(throws: TestFailure.self) {
            try writer.compact(newest: { throw TestFailure("none") }, next: { nil }, store.scoring)
        }
        for position in [
            ScoreWriter.Position(epoch: number, generation: 2), .init(epoch: number + 1, generation: 1),
        ] {
            #expect(try !writer.compact(newest: { position }, next: { figures }, store.scoring))
        }
        #expect(try writer.unfolded(store.scoring) == before)
        try history.expectReadable(store.scoring, "failed")
        // Another process took over, and has written what is newer into the table.
        try writer.fold(store.scoring)
        let position = ScoreWriter.Position(epoch: number - 1, generation: 1)
        #expect(try !writer.compact(newest: { position }, next: { figures }, store.scoring))
        #expect(try writer.unfolded(store.scoring) == .init())
    }
}

extension String {
    fileprivate func components(_ separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
