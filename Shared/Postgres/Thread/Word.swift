/// A word that work on a database thread waits for and another thread says: between the two the work's transaction stays
/// open.
public final class Word<Meaning: Sendable>: Sendable {
    private let words = JobQueue<Meaning>()

    public init() {}

    /// Says it. Only what is said first is heard.
    public func say(_ word: Meaning) { _ = words.put(word) }

    /// Waits until it has been said.
    ///
    /// - Parameter connection: of the thread that waits, which shows meanwhile that it turns.
    public func heard(by connection: Connection) -> Meaning {
        while true {
            if let word = words.take(patience: .seconds(1))?.first { return word }
            connection.heartbeat.beat()
        }
    }
}
