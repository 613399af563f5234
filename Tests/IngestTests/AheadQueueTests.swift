import Testing

@testable import IngestCore
@testable import StoreInbox

/// Who may go ahead of whom, without a store.
struct AheadQueueTests {
    private let footing = Footing(number: 7, partitions: [:])

    private func batch() -> RecordBatch? { RecordBatch() }

    @Test func noBatchGoesAheadOfNone() {
        var queue = AheadQueue()
        #expect(queue.join(batch) == nil)
        queue.turnBegins(on: CommitLanes.first, nil)
        #expect(queue.join(batch) == nil)
        queue.turnBegins(on: CommitLanes.first, footing)
        #expect(queue.join({ nil }) == nil)
        #expect(queue.count == nil)
        #expect(queue.join(batch) != nil)
        queue.turnEnds()
        #expect(queue.join(batch) == nil)
    }

    @Test func eachHasALaneOfItsOwnAndTheNextNumber() throws {
        var queue = AheadQueue()
        queue.turnBegins(on: CommitLanes.first, footing)
        let firstJoined = queue.join(batch)
        let first = try #require(firstJoined)
        let secondJoined = queue.join(batch)
        let second = try #require(secondJoined)
        #expect(queue.join(batch) == nil, "every lane has something to do")
        #expect(Set([CommitLanes.first, first.lane, second.lane]).count == CommitLanes.count)
        #expect(first.footing.number == 7 && second.footing.number == 8)
        queue.turnEnds()
        // The first one's turn: the lane of the batch before is free now.
        let nextIsFirst = queue.next()
        #expect(nextIsFirst === first)
        queue.turnBegins(on: first.lane, Footing(number: 8, partitions: [:]))
        let thirdJoined = queue.join(batch)
        let third = try #require(thirdJoined)
        #expect(third.lane == CommitLanes.first && third.footing.number == 9)
        let nextIsSecond = queue.next()
        #expect(nextIsSecond === second)
        let nextIsThird = queue.next()
        #expect(nextIsThird === third)
        #expect(queue.next() == nil)
    }

    @Test func nothingGoesAheadBehindWhatWasAbandoned() throws {
        var queue = AheadQueue()
        queue.turnBegins(on: CommitLanes.first, footing)
        let oneJoined = queue.join(batch)
        let one = try #require(oneJoined)
        queue.abandon()
        #expect(queue.join(batch) == nil)
        let nextIsOne = queue.next()
        #expect(nextIsOne === one)
        #expect(queue.join(batch) != nil)
        // Abandoning nothing stops nobody.
        var empty = AheadQueue()
        empty.abandon()
        empty.turnBegins(on: CommitLanes.first, footing)
        #expect(empty.join(batch) != nil)
    }
}
