import Glibc

/// Lines of standard input, read by a thread of its own because reading waits.
enum MCPInput {
    /// The longest line: no question needs more.
    static let maximumLineBytes = 1 << 20

    /// What was read.
    enum Piece: Sendable, Equatable {
        case line([UInt8])
        /// A line over the limit, not kept.
        case tooLong
    }

    /// The lines up to the end of the input. The reader waits while `limit` of them have not been taken.
    static func lines(_ descriptor: Int32, limit: Int = 256) -> (AsyncStream<Piece>, taken: @Sendable () -> Void) {
        let (stream, continuation) = AsyncStream.makeStream(of: Piece.self)
        let room = Room(limit)
        let thread = Reader(descriptor) { piece in
            room.enter()
            continuation.yield(piece)
        } end: {
            continuation.finish()
        }
        thread.start()
        return (stream, { room.leave() })
    }

    /// Places for so many lines.
    private final class Room: @unchecked Sendable {
        private var semaphore = sem_t()

        init(_ places: Int) { sem_init(&semaphore, 0, UInt32(places)) }
        deinit { sem_destroy(&semaphore) }

        func enter() { while sem_wait(&semaphore) != 0, errno == EINTR {} }
        func leave() { sem_post(&semaphore) }
    }

    private final class Reader: Sendable {
        private let descriptor: Int32
        private let piece: @Sendable (Piece) -> Void
        private let end: @Sendable () -> Void

        init(_ descriptor: Int32, piece: @escaping @Sendable (Piece) -> Void, end: @escaping @Sendable () -> Void) {
            self.descriptor = descriptor
            self.piece = piece
            self.end = end
        }

        func start() {
            var thread = pthread_t()
            let made = pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Reader>.fromOpaque(argument).takeRetainedValue().run()
                    return nil
                }, Unmanaged.passRetained(self).toOpaque())
            if made == 0 { pthread_detach(thread) } else { end() }
        }

        private func run() {
            var splitter = LineSplitter(maximum: MCPInput.maximumLineBytes)
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                for line in splitter.take(buffer[..<count]) { piece(line) }
            }
            for line in splitter.rest() { piece(line) }
            end()
        }
    }
}
