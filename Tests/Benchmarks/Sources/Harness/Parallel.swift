import Foundation

/// Work on threads of its own.
enum Parallel {
    /// Runs `work` once for each number below `count`, all at once, and waits for all.
    static func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
        let group = DispatchGroup()
        for index in 0..<count {
            group.enter()
            Thread.detachNewThread {
                work(index)
                group.leave()
            }
        }
        group.wait()
    }

    /// The elements in `count` runs of equal length, or nearly.
    static func parts<T>(_ elements: [T], _ count: Int) -> [[T]] {
        (0..<count).map {
            Array(elements[elements.count * $0 / count..<elements.count * ($0 + 1) / count])
        }
    }
}
