import LineSocket
import Wire

/// A producer of the ingest socket: a named stream whose lines are stored exactly once, whatever breaks meanwhile.
///
///     let stream = try await RecordStream.open(.init(name: "file:sha256:9f2c...", folder: "/run/groundswell"))
///     Task { for await event in stream.events { ... } }           // acks and rejects
///     try await stream.send(bytes, lines: 1000)                   // waits while the service does not keep up
///     let tally = try await stream.finish()                       // everything is committed
///
/// The first line given is line 1 of the stream. Lines that were stored by an earlier run are not sent again. When the
/// connection breaks (the service was restarted), it is made again and goes on behind what is stored, until nothing has
/// been acked for `patience`.
public actor RecordStream {
    /// How a stream is written.
    public struct Options: Sendable {
        /// What names the stream for ever: two producers with the same name say the same lines.
        public var name: String
        /// The source of all its records; nil: each record says.
        public var source: String?
        /// The folder of the sockets.
        public var folder: String
        /// How long to go on without any progress.
        public var patience: Duration = .seconds(60)
        /// How long a connection may take to be accepted.
        public var connectDeadline: Duration = .seconds(5)
        /// The most bytes held for sending again; beyond it `send` waits.
        public var windowBytes = 16 << 20

        public init(name: String, source: String? = nil, folder: String) {
            self.name = name
            self.source = source
            self.folder = folder
        }
    }

    /// Acks and rejects. For one reader, who should take them while sending: after 65,536 that nobody takes, the service
    /// is not read until somebody does.
    public nonisolated let events: AsyncStream<RecordStreamEvent>
    /// How it is written.
    public nonisolated let options: Options
    /// Up to where the stream was stored before it was opened.
    public private(set) var storedBefore: Int64 = 0
    /// What has become of the lines so far.
    public var tally: StreamTally { counts }

    nonisolated let path: String
    let tell: AsyncStream<RecordStreamEvent>.Continuation
    var unacked = UnackedLines()
    var counts = StreamTally()
    /// Lines told as rejected and not covered by an ack: they are sent again after a loss, and not told twice.
    var rejectedUnacked: Set<Int64> = []
    /// The last line handed to the present connection.
    var sent: Int64 = 0
    /// Up to where the service says the stream is stored.
    var position: Int64 = 0
    var isFinishing = false
    var flushAsked = false
    var lastProgress = ContinuousClock.now
    /// The present connection; nil while there is none.
    var client: LineClient?
    /// How it ended.
    var outcome: Result<StreamTally, ClientError>?
    private var work: Task<Void, Never>?
    private var changes: [CheckedContinuation<Void, Never>] = []

    private init(_ options: Options) {
        self.options = options
        path = ServiceSocket.ingest.path(in: options.folder)
        (events, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(65_536))
    }

    /// Connects, names the stream, and learns up to where it is stored.
    /// - Throws: `ClientError`: absent, notListening, forbidden, refused, silent.
    public static func open(_ options: Options) async throws(ClientError) -> RecordStream {
        let stream = RecordStream(options)
        try await stream.begin()
        return stream
    }

    private func begin() async throws(ClientError) {
        let conversation = try await attachFirst()
        storedBefore = position
        work = Task { await self.run(conversation) }
    }

    /// Gives the next lines of the stream, whole and each with its LF; waits while the service does not keep up.
    /// - Throws: what ended the stream, or `closed` after `finish`.
    public func send(_ bytes: [UInt8], lines count: Int) async throws(ClientError) {
        guard !isFinishing else { throw .closed }
        var bytes = bytes
        var count = Int64(count)
        // What an earlier run stored is counted and dropped.
        let skipped = min(count, max(0, position - unacked.last))
        if skipped > 0 {
            bytes = Self.dropping(skipped, from: bytes)
            count -= skipped
            unacked.skip(skipped)
            counts.skip(duplicates: skipped, through: unacked.last)
            lastProgress = .now
        }
        if unacked.isEmpty { lastProgress = .now }
        unacked.append(bytes, count: count)
        changed()
        while unacked.bytes > options.windowBytes, outcome == nil { await change() }
        if case .failure(let error)? = outcome { throw error }
    }

    /// Ends the stream: returns when everything given is settled, by the service's last ack.
    /// - Throws: what ended the stream before.
    public func finish() async throws(ClientError) -> StreamTally {
        isFinishing = true
        lastProgress = .now
        changed()
        while true {
            if let outcome { return try outcome.get() }
            await change()
        }
    }

    /// Gives the stream up at once; what was not acked may be stored or not, and a next run finds out.
    public func abandon() { end(.failure(.cancelled)) }

    func end(_ result: Result<StreamTally, ClientError>) {
        guard outcome == nil else { return }
        outcome = result
        if let client { client.connection.perform { $0.close(afterFlush: false) } }
        work?.cancel()
        tell.finish()
        changed()
    }

    /// Something that somebody may wait for is different now.
    func changed() {
        let waiting = changes
        changes = []
        for continuation in waiting { continuation.resume() }
    }

    /// Waits for the next change.
    func change() async { await withCheckedContinuation { changes.append($0) } }

    private static func dropping(_ lines: Int64, from bytes: [UInt8]) -> [UInt8] {
        var left = lines
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            left -= 1
            if left == 0 { return Array(bytes[(place + 1)...]) }
        }
        return []
    }
}
