import Foundation

/// What a response says about how soon the next request may come. Pure.
enum RateLimit {
    /// `RateLimit: "api";r=0;t=55`: no request is left in this window; how long it still lasts.
    static func exhausted(_ header: String?) -> Duration? {
        guard let header else { return nil }
        var longest: Duration?
        for item in header.split(separator: ",") {
            var remaining: Int?
            var reset: Int?
            for part in item.split(separator: ";").dropFirst() {
                let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
                guard pair.count == 2, let value = Int(pair[1]), value >= 0 else { continue }
                switch pair[0].lowercased() {
                case "r": remaining = value
                case "t": reset = value
                default: break
                }
            }
            if remaining == 0, let reset { longest = max(longest ?? .zero, .seconds(min(reset, 1_000_000))) }
        }
        return longest
    }

    /// `Retry-After`, in seconds or as a date; nil where it is neither.
    static func retryAfter(_ header: String?, now: Date) -> Duration? {
        guard let header = header?.trimmingCharacters(in: .whitespaces), !header.isEmpty else { return nil }
        if let seconds = Int(header) { return seconds >= 0 ? .seconds(min(seconds, 1_000_000)) : nil }
        guard let date = date(header) else { return nil }
        return .seconds(max(0, min(1_000_000, Int(date.timeIntervalSince(now).rounded(.up)))))
    }

    /// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String?) -> Date? {
        guard let text else { return nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }
}
