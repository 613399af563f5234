import Columns
import Domain
import Glibc
import Measures
import Wire

/// The sources as `status` shows them: when each last said something, and whether that is too long ago by the clock.
enum SourceState {
    private static var today: UTCDay { UTCDay(number: Int32(time(nil) / 86_400)) }

    static func all(_ facts: Facts, now: UTCDay? = nil) -> [JSONValue] {
        let now = now ?? today
        return SourceRhythm.all(facts, upTo: .max).map { rhythm in
            [
                "source": .string(rhythm.source), "last": .string(UTCDay(number: rhythm.last).description),
                "usualDays": rhythm.usual.map { .integer(Int64($0)) } ?? .null,
                "silentDays": .integer(Int64(max(0, now.number - rhythm.last))),
                "quiet": .bool(rhythm.isQuiet(on: now.number)),
            ]
        }
    }
}
