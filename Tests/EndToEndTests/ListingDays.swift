/// The five listing days with their observation times.
enum ListingDays {
    static let times = [
        "2026-04-30T04:01:02Z", "2026-05-01T04:13:30Z", "2026-05-02T03:52:38Z", "2026-05-03T04:12:35Z",
        "2026-05-04T04:10:37Z",
    ]

    static func file(_ folder: String, _ time: String) -> String { "\(folder)/hub-listing/\(time.prefix(10)).ndjson" }
}
