import LineSocket
import Wire

extension GatewayClient {
    /// The connection, made when there is none; made once, however many calls wait for it.
    func connected() async throws(ClientError) -> LineClient {
        if isClosed { throw .closed }
        if let connection { return connection }
        if let connecting { return try await connecting.value.get() }
        let attempt = Task { await open() }
        connecting = attempt
        defer { connecting = nil }
        return try await attempt.value.get()
    }

    private func open() async -> Result<LineClient, ClientError> {
        var limits = LineLimits.client
        limits.maxLineBytes = options.maximumLineBytes
        do throws(LineSocketError) {
            let made = try await LineClient.connect(to: path, deadline: options.connectDeadline, limits: limits)
            if isClosed {
                await made.close()
                return .failure(.closed)
            }
            connection = made
            Task { [weak self, path, service] in
                var reason = ClientError.lost(service, path: path, reason: "closed by the peer")
                do throws(LineSocketError) {
                    while let block = try await made.blocks.next() { await self?.received(block) }
                } catch { reason = ClientError(error, service, path) }
                await self?.lost(made, reason)
                await made.close()
            }
            return .success(made)
        } catch { return .failure(ClientError(error, service, path)) }
    }

    private func received(_ block: [UInt8]) {
        block.withUnsafeBytes { block in
            for line in block.split(separator: UInt8(ascii: "\n")) { read(UnsafeRawBufferPointer(rebasing: line)) }
        }
    }

    private func read(_ line: UnsafeRawBufferPointer) {
        var limits = RPCAnswer.limits
        limits.maximumLineBytes = options.maximumLineBytes
        limits.maximumStringBytes = options.maximumLineBytes
        do throws(JSONFault) {
            switch try RPCAnswer.parse(line, limits: limits) {
            case .result(.integer(let id), let value, let bytes):
                finish(id, .success(GatewayAnswer(value: value, bytes: bytes)))
            case .error(.integer(let id), let error): finish(id, .failure(.answered(error)))
            // Without an id it is about the whole connection: a refused peer, a stopping service.
            case .error(nil, let error): failAll(.answered(error))
            case .notification(let news):
                tell.yield(.notification(method: news.method, parameters: news.parameters))
                listeners.tell(news.method, news.parameters)
            case .result, .error: break
            }
        } catch { failAll(.malformed(service, path: path, message: error.sentence)) }
    }

    private func lost(_ ended: LineClient, _ reason: ClientError) {
        guard connection === ended else { return }
        connection = nil
        failAll(reason)
        tell.yield(.disconnected)
        listeners.end(reason)
    }

    func finish(_ id: Int64, _ result: Result<GatewayAnswer, ClientError>) {
        waiting.removeValue(forKey: id)?.resume(returning: result)
    }

    func failAll(_ error: ClientError) {
        let all = waiting
        waiting = [:]
        for continuation in all.values { continuation.resume(returning: .failure(error)) }
    }
}
