import Wire

/// What this socket can be asked.
struct DiscoverMethod: GatewayMethod {
    func plan(_ question: Question, _ gateway: Gateway) -> Plan {
        var bytes: [UInt8] = []
        gateway.registry.openRPC(version: gateway.version).write(into: &bytes)
        return .answer(bytes)
    }
}
