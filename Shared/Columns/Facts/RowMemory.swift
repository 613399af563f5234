import Glibc
import Synchronization

/// A piece of memory for many rows, or for many values of a column. Larger pieces are mapped each by itself, so that what is
/// let go of goes back to the system at once: taken from the allocator, the holes that pieces of many sizes leave would stay
/// resident.
struct RowMemory: @unchecked Sendable {
    private(set) var start: UnsafeMutableRawPointer
    private let isMapped: Bool
    private(set) var bytes: Int

    /// Smaller pieces are the allocator's.
    private static let least = 256 << 10
    /// Below this there is no large page in a piece.
    private static let leastLarge = 2 << 20
    /// Whether the system is asked for large pages.
    static let hasLargePages = Atomic(false)
    private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))

    /// What is needed is as large as asked for, at least a byte.
    init(bytes: Int) {
        if bytes >= Self.least,
            let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            mapped != MAP_FAILED
        {
            // A system that has none left gives small ones.
            if bytes >= Self.leastLarge, Self.hasLargePages.load(ordering: .relaxed) {
                madvise(mapped, bytes, MADV_HUGEPAGE)
            }
            (start, isMapped, self.bytes) = (mapped, true, bytes)
        } else {
            start = .allocate(byteCount: max(1, bytes), alignment: 64)
            (isMapped, self.bytes) = (false, bytes)
        }
    }

    /// Gives back what lies behind the first `used` bytes.
    mutating func shrink(to used: Int) {
        guard used < bytes else { return }
        if isMapped {
            let (kept, end) = (Self.pages(used), Self.pages(bytes))
            if kept > 0, kept < end { munmap(start + kept, end - kept) }
            if kept > 0 { bytes = used }
        } else if bytes - used > bytes / 8 {
            let smaller = UnsafeMutableRawPointer.allocate(byteCount: max(1, used), alignment: 64)
            smaller.copyMemory(from: start, byteCount: used)
            start.deallocate()
            (start, bytes) = (smaller, used)
        }
    }

    func free() {
        if isMapped { munmap(start, Self.pages(bytes)) } else { start.deallocate() }
    }

    private static func pages(_ bytes: Int) -> Int { (bytes + page - 1) / page * page }
}
