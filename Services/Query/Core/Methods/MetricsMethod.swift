import Wire

/// The gateway's figures about itself.
struct MetricsMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        let text = gateway.metrics.text(
            connections: gateway.connectionCount, queuedScans: gateway.worker.depth,
            isReachable: gateway.store.failure == nil, snapshot: question.snapshot)
        return .answer(Array(JSONValue.string(text).jsonText.utf8))
    }
}
