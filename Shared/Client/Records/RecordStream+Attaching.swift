import LineSocket
import Wire

extension RecordStream {
    /// The first connection: only a stream that is just being let go is waited for.
    func attachFirst() async throws(ClientError) -> Conversation {
        try await attach(until: .now + min(.seconds(2), options.patience)) { error in
            if case .refused(let reject) = error { reject.code == .streamBusy } else { false }
        }
    }

    /// Connects again after a loss, until patience is over.
    func attachAgain() async throws(ClientError) -> Conversation {
        // What was acked is stored. A store that was put back behind it refuses the gap instead of losing lines.
        position = max(position, counts.line)
        return try await attach(until: lastProgress + options.patience) { $0.mayPass }
    }

    private func attach(
        until end: ContinuousClock.Instant, mayPass: (ClientError) -> Bool
    ) async throws(ClientError) -> Conversation {
        var pause = Duration.milliseconds(20)
        while true {
            do throws(ClientError) {
                return try await attachOnce()
            } catch {
                if let outcome, case .failure(let error) = outcome { throw error }
                guard mayPass(error), ContinuousClock.now + pause < end else { throw error }
                guard (try? await Task.sleep(for: pause)) != nil else { throw .cancelled }
                pause = min(pause * 2, .milliseconds(500))
            }
        }
    }

    /// Connects and goes on exactly behind what is stored. Where more is stored than was known here, the header must
    /// name the later line, and a header must be the first line: so the connection is ended and made once more.
    private func attachOnce() async throws(ClientError) -> Conversation {
        while true {
            let from = position
            let conversation = try await introduce(from: from)
            guard position > from else { return conversation }
            conversation.client.closeOutput()
            do throws(ClientError) {
                while try await conversation.reply() != nil {}
            } catch {}  // it is over either way
            await conversation.client.close()
        }
    }

    private func introduce(from: Int64) async throws(ClientError) -> Conversation {
        let client: LineClient
        do throws(LineSocketError) {
            client = try await LineClient.connect(to: path, deadline: options.connectDeadline)
        } catch { throw ClientError(error, .ingest, path) }
        let timer = Task {
            guard (try? await Task.sleep(for: options.patience)) != nil else { return }
            client.connection.perform { $0.close(afterFlush: false) }
        }
        defer { timer.cancel() }
        let began = ContinuousClock.now
        let conversation = Conversation(client, path: path)
        var header: [UInt8] = []
        RecordWriter.write(StreamHeader(name: options.name, source: options.source, from: from), into: &header)
        client.connection.send(header)
        do throws(ClientError) {
            while let reply = try await conversation.reply() {
                switch reply {
                case .resume(let resume):
                    position = max(position, resume.line)
                    return conversation
                // Before any record, a reject is about the stream or the peer: the connection's last word.
                case .reject(let reject): throw .refused(reject)
                case .ack, .answer: continue
                }
            }
            throw ContinuousClock.now - began < options.patience
                ? .lost(.ingest, path: path, reason: "closed by the peer")
                : .silent(.ingest, path: path, after: options.patience)
        } catch {
            await client.close()
            throw error
        }
    }
}
