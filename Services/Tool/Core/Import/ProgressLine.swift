import Presentation

/// How far a file is, as one line. Pure.
struct ProgressLine {
    var name = ""
    /// Bytes of the file, and of them those that are settled.
    var size = 0
    var offset = 0
    /// Records whose fate is known.
    var settled: Int64 = 0
    var recordsRejected: Int64 = 0
    var entriesRejected = 0
    let began = ContinuousClock.now
    var lastNews = ContinuousClock.now

    /// Silence beyond this is said.
    private static let patience = Duration.seconds(3)

    /// `listing.ndjson  [#####-----]  47 %  12,300/s  0:12 left  2 rejected`, cut to a width.
    func bar(width: Int, now: ContinuousClock.Instant) -> String {
        let share = self.share
        let filled = Int(share * 20)
        let bar = "[\(String(repeating: "#", count: filled))\(String(repeating: "-", count: 20 - filled))]"
        let figures = "\(bar)  \(parts(now).joined(separator: "  "))"
        let room = max(8, width - DisplayWidth.of(figures) - 2)
        return DisplayWidth.cut("\(DisplayWidth.cut(name, to: room))  \(figures)", to: width)
    }

    /// `listing.ndjson: 47 %, 12,300/s, 0:12 left`.
    func plain(now: ContinuousClock.Instant) -> String { "\(name): \(parts(now).joined(separator: ", "))" }

    private var share: Double { size > 0 ? min(1, Double(offset) / Double(size)) : 1 }

    private func parts(_ now: ContinuousClock.Instant) -> [String] {
        var parts = ["\(Int(share * 100)) %"]
        let seconds = Double((now - began).components.seconds) + Double((now - began).components.attoseconds) / 1e18
        if seconds > 0.5, settled > 0 {
            parts.append("\(Quantity.whole(Int64(Double(settled) / seconds)))/s")
            if share > 0, share < 1 {
                parts.append("\(Quantity.clock(seconds: Int(seconds * (1 - share) / share))) left")
            }
        }
        let rejected = recordsRejected + Int64(entriesRejected)
        if rejected > 0 { parts.append("\(Quantity.whole(rejected)) rejected") }
        if now - lastNews > Self.patience { parts.append("waiting for the service") }
        return parts
    }
}
