import Domain

extension Fields {
    /// A whole number in a range.
    func integer(_ name: String, in range: ClosedRange<Int64>) throws(Reject) -> Int64? {
        guard has(name) else { return nil }
        guard let value = try? container.decode(Int64.self, forKey: FieldKey(name)) else {
            // A number that is whole but too large is out of range; anything else is no whole number.
            if let number = try? container.decode(Double.self, forKey: FieldKey(name)), number.rounded() == number {
                throw outside(name, "\(number)", range)
            }
            throw reject(.fieldType, name, "'\(name)' should be a whole number, found \(found(name))")
        }
        guard range.contains(value) else { throw outside(name, "\(value)", range) }
        return value
    }

    private func outside(_ name: String, _ value: String, _ range: ClosedRange<Int64>) -> Reject {
        reject(
            .numberRange, name,
            "'\(name)' is \(value), the range is \(range.lowerBound) to \(range.upperBound)")
    }

    /// A whole number that every JSON reader holds exactly.
    func value(_ name: String) throws(Reject) -> Int64? {
        try integer(name, in: -FieldRules.maximumMagnitude...FieldRules.maximumMagnitude)
    }

    /// A whole number, zero or above.
    func count(_ name: String, from least: Int64 = 0) throws(Reject) -> Int64? {
        try integer(name, in: least...FieldRules.maximumMagnitude)
    }

    func number(_ name: String) throws(Reject) -> Double? { try optional(name, Double.self, expected: "a number") }

    func bool(_ name: String) throws(Reject) -> Bool? {
        try optional(name, Bool.self, expected: "true or false")
    }

    /// A time; a date means its start, UTC.
    func instant(_ name: String) throws(Reject) -> Timestamp? {
        guard let text = try optional(name, String.self, expected: "a date or an RFC 3339 time") else { return nil }
        guard let instant = Timestamp(text) else {
            throw reject(
                .timeInvalid, name,
                "\(Shortened.quoted(text)) is not a date (2026-05-01) or an RFC 3339 time (2026-05-01T07:02:00Z)")
        }
        guard Timestamp.range.contains(instant) else {
            throw reject(.timeRange, name, "\(Shortened.quoted(text)) lies outside the years 1900 to 2199")
        }
        return instant
    }

    /// The record's own time: needed, and not more than the limit ahead of the clock.
    func at() throws(Reject) -> Timestamp {
        let at = try needed("at", try instant("at"))
        guard at.microseconds - context.limits.maximumFuture <= context.now.microseconds else {
            throw reject(
                .timeFuture, "at", "\(at) is more than a day ahead of the clock, which says \(context.now)")
        }
        return at
    }

    /// The time of a record that is about names rather than moments: today, where none is given, so that what is sent
    /// twice on a day is the same record.
    func atOrToday() throws(Reject) -> Timestamp {
        has("at") ? try at() : Timestamp(day: context.now.day)
    }

    /// A date known to the day, the month or the year.
    func date(_ name: String) throws(Reject) -> PartialDate? {
        guard let text = try optional(name, String.self, expected: "a date") else { return nil }
        guard let date = PartialDate(text) else {
            throw reject(
                .timeInvalid, name,
                "\(Shortened.quoted(text)) is not a date: 2025, 2025-01 or 2025-01-20")
        }
        guard Timestamp.range.contains(Timestamp(day: date.first)) else {
            throw reject(.timeRange, name, "\(Shortened.quoted(text)) lies outside the years 1900 to 2199")
        }
        return date
    }
}
