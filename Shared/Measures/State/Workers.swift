import Synchronization

/// Who computes: how many pieces of work may be done at once, and by what. What starts threads is given from outside.
///
/// Results are put together in the order of the pieces, whoever did them and when: they do not depend on how many work.
public struct Workers: Sendable {
    /// Calls a body once with each number below `count`, at once where it can, and returns when all have ended.
    public typealias Run = @Sendable (_ count: Int, _ body: @Sendable (_ worker: Int) -> Void) -> Void

    let count: Int
    private let run: Run
    private let isStopped: @Sendable () -> Bool
    /// Rows a piece: large enough that nobody waits for the next number, small enough that all end at about the same time.
    private(set) var blockSize = 16_384

    /// - Parameters:
    ///   - count: how many work at once.
    ///   - isStopped: whether nobody wants the result any more; asked before each piece.
    public init(count: Int, isStopped: @escaping @Sendable () -> Bool = { false }, run: @escaping Run) {
        self.count = max(1, count)
        self.run = run
        self.isStopped = isStopped
    }

    /// The thread that asks, alone.
    public static let alone = Workers(count: 1) { count, body in for worker in 0..<count { body(worker) } }

    /// The work was stopped before it was done.
    public struct Stopped: Error, Sendable, Equatable {}

    /// Does something that nobody may stop.
    func unstopped<T>(_ body: (Workers) throws(Stopped) -> T) -> T {
        do { return try body(Workers(count: count, run: run).withBlocks(of: blockSize)) } catch {
            preconditionFailure("stopped by nobody")
        }
    }

    /// Does pieces of work, each by whoever is free, the first ones first.
    ///
    /// - Parameter scratch: makes what one worker needs for all its pieces.
    /// - Returns: what came of the pieces, in their order.
    func map<Scratch, Result: Sendable>(
        _ pieces: Int, scratch: @Sendable () -> Scratch,
        _ body: @Sendable (_ piece: Int, _ scratch: inout Scratch) -> Result
    ) throws(Stopped) -> [Result] {
        let results = Slots<Result>(count: pieces)
        let next = Counter()
        let isStopped = isStopped
        run(min(count, pieces)) { _ in
            var own = scratch()
            while case let piece = next.take(), piece < pieces, !isStopped() { results.put(body(piece, &own), piece) }
        }
        guard let all = results.all else { throw Stopped() }
        return all
    }

    func map<Result: Sendable>(_ pieces: Int, _ body: @Sendable (Int) -> Result) throws(Stopped) -> [Result] {
        try map(pieces, scratch: { 0 }, { piece, _ in body(piece) })
    }

    /// Goes over rows in blocks, which are pieces of work.
    func blocks<Scratch, Result: Sendable>(
        of count: Int, scratch: @Sendable () -> Scratch,
        _ body: @Sendable (_ rows: Range<Int>, _ scratch: inout Scratch) -> Result
    ) throws(Stopped) -> [Result] {
        try map(blockCount(of: count), scratch: scratch) { piece, own in body(block(piece, of: count), &own) }
    }

    func blockCount(of count: Int) -> Int { (count + blockSize - 1) / blockSize }

    func block(_ piece: Int, of count: Int) -> Range<Int> {
        piece * blockSize..<min(count, (piece + 1) * blockSize)
    }

    /// The same with blocks of another size: what comes of them is the same.
    func withBlocks(of size: Int) -> Workers {
        var workers = self
        workers.blockSize = size
        return workers
    }

    private final class Counter: Sendable {
        private let next = Atomic(0)
        func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
    }

    /// Results where each piece has a place of its own.
    private final class Slots<Result: Sendable>: @unchecked Sendable {
        private let start: UnsafeMutablePointer<Result?>
        private let count: Int

        init(count: Int) {
            self.count = count
            start = .allocate(capacity: max(1, count))
            start.initialize(repeating: nil, count: count)
        }

        deinit {
            start.deinitialize(count: count)
            start.deallocate()
        }

        func put(_ result: Result, _ piece: Int) { start[piece] = result }

        /// Nil where a piece was not done.
        var all: [Result]? {
            var list: [Result] = []
            list.reserveCapacity(count)
            for i in 0..<count {
                guard let result = start[i] else { return nil }
                list.append(result)
            }
            return list
        }
    }
}
