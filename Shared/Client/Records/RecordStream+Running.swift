import LineSocket
import Wire

extension RecordStream {
    /// How one connection ended.
    private enum Ending {
        /// By the service's last ack, asked for by this side.
        case settled
        case broken(String)
    }

    /// Holds connections until everything is settled, or patience is over.
    func run(_ first: Conversation) async {
        let watch = Task { await self.watchProgress() }
        defer { watch.cancel() }
        var conversation = first
        while outcome == nil {
            beginConnection(conversation.client)
            let ending = await converse(conversation)
            client = nil
            changed()
            await conversation.client.close()
            switch ending {
            case .settled: return end(.success(counts))
            case .broken(let reason):
                guard outcome == nil else { return }
                if unacked.isEmpty { lastProgress = .now }
                await yield(.reconnecting(reason: reason))
                // A service that accepts and hangs up must not keep two processors busy.
                guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return end(.failure(.cancelled)) }
                do throws(ClientError) {
                    conversation = try await attachAgain()
                } catch {
                    return end(.failure(lastWord(error, reason)))
                }
                await yield(.resumed(line: position))
            }
        }
    }

    private func beginConnection(_ client: LineClient) {
        // Stored, and the ack was lost with the connection.
        let through = min(position, unacked.last)
        let lost = through - max(counts.line, storedBefore)
        counts.beginConnection()
        if lost > 0 {
            let rejects = Int64(rejectedUnacked.count { $0 <= through })
            counts.skip(duplicates: lost - rejects, rejects: rejects, through: through)
            settle(through)
        }
        unacked.forget(through: position)
        sent = position
        flushAsked = false
        self.client = client
        if lost > 0 { lastProgress = .now }
        changed()
    }

    private func converse(_ conversation: Conversation) async -> Ending {
        let client = conversation.client
        let writer = Task { await self.write(to: client) }
        defer { writer.cancel() }
        do throws(ClientError) {
            while let reply = try await conversation.reply() {
                switch reply {
                case .ack(let ack):
                    counts.apply(ack)
                    unacked.forget(through: ack.line)
                    settle(ack.line)
                    flushAsked = false
                    lastProgress = .now
                    changed()
                    await yield(.acknowledged(counts))
                    if ack.end { return .settled }
                // Without a line it is about the connection, and its last word.
                case .reject(let reject) where reject.line == 0: return .broken(reject.message)
                case .reject(let reject):
                    if rejectedUnacked.insert(reject.line).inserted { await yield(.rejected(reject)) }
                case .resume, .answer: continue
                }
            }
            return .broken("closed by the peer")
        } catch { return .broken(Self.reason(error)) }
    }

    /// Sends what is given, in order, as long as this connection stands.
    private func write(to client: LineClient) async {
        while self.client === client, outcome == nil {
            if let chunk = unacked.chunk(after: sent) {
                sent = chunk.last
                do throws(LineSocketError) { try await client.send(chunk.bytes) } catch { return }
            } else if isFinishing {
                return client.closeOutput()
            } else {
                // A window smaller than the service's batch must not wait for a batch that never fills.
                if unacked.bytes > options.windowBytes / 2, !flushAsked {
                    flushAsked = true
                    var line: [UInt8] = []
                    RecordWriter.writeFlush(into: &line)
                    client.connection.send(line)
                }
                await change()
            }
        }
    }

    /// Gives up when something is owed and nothing has come for too long. Only time in which this process ran counts:
    /// one that was stopped, or had no processor, finds its acks waiting.
    private func watchProgress() async {
        let tick = min(Duration.milliseconds(250), options.patience / 4)
        var waited = Duration.zero
        var seen = lastProgress
        while outcome == nil {
            guard (try? await Task.sleep(for: tick)) != nil else { return }
            let isOwed = !unacked.isEmpty || isFinishing
            waited = isOwed && seen == lastProgress ? waited + tick : .zero
            seen = lastProgress
            if waited > options.patience { end(.failure(.silent(.ingest, path: path, after: options.patience))) }
        }
    }

    /// Events nobody takes slow the reading down instead of being dropped.
    private func yield(_ event: RecordStreamEvent) async {
        while case .dropped = tell.yield(event) {
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { return }
        }
    }

    private func settle(_ line: Int64) {
        if !rejectedUnacked.isEmpty { rejectedUnacked = rejectedUnacked.filter { $0 > line } }
    }

    private func lastWord(_ error: ClientError, _ reason: String) -> ClientError {
        error.mayPass ? .lost(.ingest, path: path, reason: Self.reason(error)) : error
    }

    private static func reason(_ error: ClientError) -> String {
        if case .lost(_, _, let reason) = error { reason } else { "\(error)" }
    }
}
