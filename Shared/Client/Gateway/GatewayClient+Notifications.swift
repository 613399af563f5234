import Wire

extension GatewayClient {
    /// The parameters of every notification of one method, as they come; as many sequences at once as are asked for.
    ///
    /// Make the sequence first, then subscribe with a call: nothing that comes between is missed. Of what is not taken,
    /// the newest 1,024 are kept. The sequence ends when the client is closed, and throws `ClientError.lost` when the
    /// connection breaks, because subscriptions end with it: make a new one and subscribe anew, from where the last
    /// notification was.
    public nonisolated func notifications(of method: String) -> AsyncThrowingStream<JSONValue, any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(
            of: JSONValue.self, throwing: (any Error).self, bufferingPolicy: .bufferingNewest(1024))
        let key = listeners.add(method, continuation)
        continuation.onTermination = { [listeners] _ in listeners.remove(key) }
        return stream
    }
}
