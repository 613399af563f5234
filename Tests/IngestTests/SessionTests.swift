import LineSocket
import Postgres
import TestSupport
import Testing
import Wire

/// Ingest writes by several sessions of the server.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SessionTests {
    /// Batches that fill one after the other go by several sessions: each may end at any moment, and two at once.
    @Test(arguments: [1, 2])
    func sessionsThatEndAtAnyMomentLoseNothing(seed: UInt64) async throws {
        let ingest = try Ingest("sessions", arguments: ["--batch-rows", "150"])
        // A batch takes its time, so that the next ones are full meanwhile.
        try ingest.connect().execute(
            """
            CREATE FUNCTION public.dawdle() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_sleep(0.004); RETURN NEW; END';
            CREATE TRIGGER dawdle BEFORE INSERT ON groundswell.batch FOR EACH ROW EXECUTE FUNCTION public.dawdle()
            """)
        let process = try await ingest.start()
        defer { process.stop() }
        let count = 60_000
        let sending = (0..<3).map { number in
            Task {
                let producer = try await ingest.producer()
                var lines = [Lines.stream("s\(number)")]
                for index in stride(from: number, to: count, by: 3) {
                    lines.append(Lines.event(index, amount: index + 1))
                    if lines.count == 250 {
                        try await producer.send(lines)
                        lines = []
                    }
                }
                try await producer.send(lines)
                return try await producer.finish().lastAck
            }
        }
        let owner = try ingest.connect()
        let sessions =
            "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'groundswell-ingest'"
        var seen: Int64 = 0
        var random = SplitMix(seed: seed)
        var number: Int64 = 0
        for _ in 0..<20 {
            // It goes on for some batches in between, or is through.
            let next = number + Int64.random(in: 1...8, using: &random)
            while number < next {
                let found = try owner.queryFirst(
                    """
                    SELECT max(number), sum(events)::int8 = \(count), (SELECT count(*) \(sessions)) FROM groundswell.batch
                    """
                ) { (try $0.int8OrNil(0), try $0.boolOrNil(1), try $0.int8(2)) }
                number = found?.1 == true ? next : found?.0 ?? 0
                seen = max(seen, found?.2 ?? 0)
            }
            try owner.execute(
                """
                SELECT pg_terminate_backend(pid) \(sessions) ORDER BY random()
                LIMIT \(Int.random(in: 1...2, using: &random))
                """)
        }
        #expect(seen > 1, "or it shows nothing of several sessions")
        for task in sending {
            #expect(try await task.value?.stored == Int64(count / 3))
        }
        #expect(try ingest.number("SELECT count(*) FROM groundswell.event") == Int64(count))
        #expect(try ingest.number("SELECT count(DISTINCT amount) FROM groundswell.event") == Int64(count))
        #expect(try ingest.number("SELECT sum(events) FROM groundswell.batch") == Int64(count))
        // Within a stream nothing overtook anything.
        #expect(
            try ingest.number(
                """
                SELECT count(*) FROM (SELECT amount, batch, max(batch) OVER (PARTITION BY amount % 3 ORDER BY amount) AS top
                    FROM groundswell.event) AS e WHERE batch < top
                """) == 0)
    }
}
