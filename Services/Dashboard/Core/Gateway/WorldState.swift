import Wire

/// How the gateway is doing, as its `status` says. Pure.
struct WorldState: Sendable, Equatable {
    var epoch: Int64?
    /// The batch the answers rest on.
    var batch: Int64?
    /// The newest time the answers rest on.
    var asOf: String?
    /// Something newer may be committed than is in the answers.
    var isStale: Bool
    /// Which services cannot be reached.
    var missing: [String]

    init(epoch: Int64?, batch: Int64?, asOf: String?, isStale: Bool = false, missing: [String] = []) {
        self.epoch = epoch
        self.batch = batch
        self.asOf = asOf
        self.isStale = isStale
        self.missing = missing
    }

    init(status: JSONValue) {
        epoch = status["epoch"]?.whole
        batch = status["epochBatch"]?.whole
        asOf = status["asOf"]?.text
        isStale = status["stale"] == true
        missing = []
        if case .object(let services)? = status["services"] {
            missing = services.filter { $0.value["reachable"] == false }.map(\.key)
        }
    }
}

/// Whether the gateway can be asked.
enum GatewayHealth: Sendable, Equatable {
    /// Nobody has looked yet.
    case unknown
    case serving(WorldState)
    /// Why not, in a sentence.
    case away(String)

    var world: WorldState? {
        if case .serving(let world) = self { world } else { nil }
    }
}
