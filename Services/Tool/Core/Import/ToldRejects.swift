import Presentation

/// Entries of a file of which no record could be made, as somebody at a terminal wants them told: the first of each kind, then
/// how many more there were. Into a file or a pipe all of them go. What the service rejects is told whole everywhere: its
/// stream goes on behind it, so running the import again does not tell it again.
struct ToldRejects {
    /// So many of a kind are told on a terminal.
    static let atTerminal = 10

    private let path: String
    private let limit: Int?
    private var counts: [String: Int] = [:]

    /// - Parameters:
    ///   - path: the file.
    ///   - limit: how many of a kind are told; nil: all of them.
    init(_ path: String, limit: Int?) {
        self.path = path
        self.limit = limit
    }

    /// With the limit of what standard error is.
    init(_ path: String) { self.init(path, limit: Terminal.isErrorTerminal ? Self.atTerminal : nil) }

    /// Counts one of this kind; whether it is to be told.
    ///
    /// - Parameter code: the kind: a reject's stable code.
    mutating func isTold(_ code: String) -> Bool {
        counts[code, default: 0] += 1
        return counts[code, default: 0] <= limit ?? .max
    }

    /// A sentence for each kind of which some were not told.
    var rest: [String] {
        guard let limit else { return [] }
        return counts.filter { $0.value > limit }.sorted { $0.key < $1.key }.map { code, count in
            Plain.line(
                "\(path): \(code): \(Quantity.whole(Int64(count - limit))) more like these; all are told where standard error "
                    + "is a file (2> rejects.txt)")
        }
    }
}
