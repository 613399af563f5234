import LineSocket
import Wire

/// Reads one subscription after the other, as connections break.
actor WatchReader {
    private let sequence: WatchSequence
    private var connection: LineClient?
    private var queue: [WatchEvent] = []
    /// The last batch told in whole.
    private var from: Int64?
    /// What came since, by key and how often: after a break it comes again.
    private var since: [String: Int] = [:]
    private var again: [String: Int] = [:]
    private var pause = Duration.zero

    private static let id: Int64 = 1

    init(_ sequence: WatchSequence) {
        self.sequence = sequence
        from = sequence.options.from
    }

    deinit { connection?.connection.perform { $0.close(afterFlush: false) } }

    func next() async throws(ClientError) -> WatchEvent? {
        while true {
            if !queue.isEmpty { return queue.removeFirst() }
            if Task.isCancelled {
                close()
                return nil
            }
            do throws(ClientError) {
                let connection = try await subscribed()
                try take(try await block(of: connection))
            } catch {
                if Task.isCancelled { continue }
                guard Self.mayPass(error) else {
                    close()
                    throw error
                }
                broken()
                _ = try? await Task.sleep(for: pause)
                pause = min(max(pause * 2, .milliseconds(20)), .seconds(1))
            }
        }
    }

    private func block(of connection: LineClient) async throws(ClientError) -> [UInt8] {
        do throws(LineSocketError) {
            guard let block = try await connection.blocks.next() else { throw .closed(.byPeer) }
            return block
        } catch { throw ClientError(error, .gateway, sequence.path) }
    }

    private static func mayPass(_ error: ClientError) -> Bool {
        guard case .answered(let answered) = error else { return error.mayPass }
        return [.epochLoading, .serviceStopping, .scoringUnavailable, .storeUnavailable, .limitExceeded]
            .contains(answered.code)
    }

    private func close() {
        connection?.connection.perform { $0.close(afterFlush: false) }
        connection = nil
    }

    /// What has come since the last whole batch will come again.
    private func broken() {
        close()
        for (key, count) in since where count > again[key] ?? 0 { again[key] = count }
        since = [:]
    }

    private func subscribed() async throws(ClientError) -> LineClient {
        if let connection { return connection }
        var limits = LineLimits.client
        limits.maxLineBytes = sequence.client.maximumLineBytes
        let made: LineClient
        do throws(LineSocketError) {
            made = try await LineClient.connect(
                to: sequence.path, deadline: sequence.client.connectDeadline, limits: limits)
            var line: [UInt8] = []
            RPCRequest(id: .integer(Self.id), method: "watch", parameters: sequence.options.parameters(from: from))
                .write(into: &line)
            try await made.send(line)
        } catch { throw ClientError(error, .gateway, sequence.path) }
        connection = made
        return made
    }

    private func take(_ block: [UInt8]) throws(ClientError) {
        for line in block.split(separator: UInt8(ascii: "\n")) {
            let answer: RPCAnswer
            do throws(JSONFault) {
                answer = try Self.parse(Array(line), sequence.client.maximumLineBytes)
            } catch { throw .malformed(.gateway, path: sequence.path, message: error.sentence) }
            switch answer {
            case .error(_, let error): throw .answered(error)
            case .result(_, let value, _):
                pause = .zero
                if let batch = value["from"]?.whole { reached(batch, isWhole: false) }
            case .notification(let news): try take(news)
            }
        }
    }

    private static func parse(_ line: [UInt8], _ maximumBytes: Int) throws(JSONFault) -> RPCAnswer {
        var limits = RPCAnswer.limits
        limits.maximumLineBytes = maximumBytes
        limits.maximumStringBytes = maximumBytes
        let result = line.withUnsafeBytes { bytes in
            Result { () throws(JSONFault) in try RPCAnswer.parse(bytes, limits: limits) }
        }
        return try result.get()
    }

    private func take(_ news: RPCRequest) throws(ClientError) {
        let said = news.parameters
        switch news.method {
        case "watch.event":
            guard let event = WatchEvent(said) else { return }
            since[event.key, default: 0] += 1
            if let left = again[event.key], left > 0 {
                again[event.key] = left - 1
                return
            }
            queue.append(event)
        case "watch.progress": if let batch = said["batch"]?.whole { reached(batch, isWhole: true) }
        case "watch.ended":
            let code = said["code"]?.text.flatMap(RPCErrorCode.init(rawValue:)) ?? .internalError
            throw .answered(RPCError(code, said["reason"]?.text ?? "the subscription has ended"))
        default: break
        }
    }

    private func reached(_ batch: Int64, isWhole: Bool) {
        from = batch
        sequence.position.reach(batch)
        guard isWhole else { return }
        since = [:]
        again = [:]
    }
}
