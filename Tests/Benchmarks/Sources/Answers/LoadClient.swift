import CEpoll
import Glibc

/// Many connections from one thread (epoll): each sends `depth` questions ahead and one more for every answer, or all
/// together so many a second.
struct LoadClient {
    /// What came out: answers a second and the times of all answers, ascending, in microseconds.
    struct Outcome {
        var perSecond: Double
        var microseconds: [Double]
    }

    private final class Lane {
        let socket: UnixSocket
        /// When each unanswered question was sent, oldest first.
        var sent: [Double] = []
        var oldest = 0
        var next: Int
        init(_ socket: UnixSocket, next: Int) {
            self.socket = socket
            self.next = next
        }
    }

    let path: String
    /// Questions with their ends; lanes walk through them from different places.
    let questions: [[UInt8]]
    /// The byte that ends an answer, and stands nowhere else in it.
    var end: UInt8 = 10

    /// Each connection asks `depth` questions ahead, and one more for every answer: as many as are answered.
    func run(connections: Int, depth: Int, for duration: Double) throws -> Outcome {
        var hasBegun = false
        return try run(connections, for: duration, pause: 5_000) { lanes, _, batch in
            if hasBegun { return }
            hasBegun = true
            for lane in lanes { try ask(lane, depth, &batch) }
        } answered: { lane, answers, batch in
            try ask(lane, answers, &batch)
        }
    }

    /// `rate` questions a second, one connection after the other, whether earlier ones are answered or not; what is due
    /// is sent when something is answered, or after a millisecond, and timed from then on: what this thread has to wait for
    /// a processor is nobody's. So whoever is asked has the same load, fast or slow.
    func run(connections: Int, rate: Double, for duration: Double) throws -> Outcome {
        var begin: Double?
        var asked = 0
        return try run(connections, for: duration, pause: 1) { lanes, now, batch in
            let first = begin ?? now
            begin = first
            while Double(asked) < (now - first) * rate {
                try ask(lanes[asked % lanes.count], 1, &batch)
                asked += 1
            }
        } answered: { _, _, _ in
        }
    }

    /// - Parameters:
    ///   - pause: milliseconds without an answer until `due` is called again.
    ///   - due: asks what is due now; called before every wait.
    ///   - answered: called with how many answers came on a connection.
    private func run(
        _ connections: Int, for duration: Double, pause: Int32,
        due: (_ lanes: [Lane], _ now: Double, _ batch: inout [UInt8]) throws -> Void,
        answered: (_ lane: Lane, _ answers: Int, _ batch: inout [UInt8]) throws -> Void
    ) throws -> Outcome {
        let poll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard poll >= 0 else { throw Failure.system("epoll") }
        defer { close(poll) }
        var lanes: [Lane] = []
        for index in 0..<connections {
            let lane = Lane(try UnixSocket(path), next: index * questions.count / connections)
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: UInt64(index)))
            epoll_ctl(poll, EPOLL_CTL_ADD, lane.socket.descriptor, &event)
            lanes.append(lane)
        }
        var times: [Double] = []
        times.reserveCapacity(1 << 20)
        let room = 1 << 18
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 16)
        defer { buffer.deallocate() }
        var events = [epoll_event](repeating: epoll_event(), count: 128)
        var batch: [UInt8] = []
        // A tenth of the time to get warm.
        let start = seconds() + duration / 10
        let end = start + duration
        var now = seconds()
        var heard = now
        while now < end {
            try due(lanes, now, &batch)
            let ready = epoll_wait(poll, &events, Int32(events.count), pause)
            now = seconds()
            if ready > 0 { heard = now }
            guard now - heard < 5 else { throw Failure("\(path): no answer for five seconds") }
            for event in events[..<Int(max(0, ready))] {
                let lane = lanes[Int(event.data.u64)]
                let count = read(lane.socket.descriptor, buffer, room)
                guard count > 0 else { throw Failure("\(path): the service closed a connection") }
                now = seconds()
                let answers = ends(buffer, count)
                for _ in 0..<answers {
                    if now >= start { times.append((now - lane.sent[lane.oldest]) * 1e6) }
                    lane.oldest += 1
                }
                if answers > 0 { try answered(lane, answers, &batch) }
            }
        }
        times.sort()
        return Outcome(perSecond: Double(times.count) / duration, microseconds: times)
    }

    private func ask(_ lane: Lane, _ count: Int, _ batch: inout [UInt8]) throws {
        if lane.oldest > 4_096 {
            lane.sent.removeFirst(lane.oldest)
            lane.oldest = 0
        }
        batch.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            batch += questions[lane.next]
            lane.next = lane.next + 1 == questions.count ? 0 : lane.next + 1
        }
        let now = seconds()
        for _ in 0..<count { lane.sent.append(now) }
        try lane.socket.write(batch)
    }

    private func ends(_ buffer: UnsafeRawPointer, _ count: Int) -> Int {
        var found = 0
        var place = buffer
        while let end = memchr(place, Int32(end), count - (place - buffer)) {
            found += 1
            place = UnsafeRawPointer(end) + 1
        }
        return found
    }
}
