import Presentation
import Wire

/// What `status` says of one service. Pure.
struct ServiceState {
    var name: String
    var state: String
    /// The last batch it has got to, where it says.
    var batch: Int64?
    /// Batches it is behind what is committed.
    var behind: Int64?
    var memoryBytes: Int64?
    /// Why it does not serve as it should; nil: it does.
    var trouble: String?

    /// The services of a status, in the order of the data's journey.
    static func all(_ status: JSONValue) -> [ServiceState] {
        guard case .object(let members)? = status["services"] else { return [] }
        let committed = status["committedBatch"]?.whole
        let order = ["ingest", "scoring", "query"]
        return members.map { one($0.key, $0.value, status, committed) }.sorted {
            (order.firstIndex(of: $0.name) ?? order.count, $0.name) < (
                order.firstIndex(of: $1.name) ?? order.count, $1.name
            )
        }
    }

    private static func one(
        _ name: String, _ said: JSONValue, _ status: JSONValue, _ committed: Int64?
    ) -> ServiceState {
        let store = said["store"] ?? said["database"]
        let reason = [said["reason"], said["error"], store?["reason"], store?["problem"]].lazy.compactMap { $0?.text }
            .first
        var service = ServiceState(name: Plain.line(name), state: Plain.line(said["state"]?.text ?? "serving"))
        if said["reachable"] == false {
            service.state = "down"
            service.trouble = "\(service.name) does not answer" + (reason.map { " (\(Plain.line($0)))" } ?? "")
            return service
        }
        let isCutOff =
            said["storeReachable"] == false || store?["reachable"] == false || store?["connected"] == false
        if isCutOff {
            service.trouble = "\(service.name) does not reach its store" + (reason.map { " (\(Plain.line($0)))" } ?? "")
        } else if let reason {
            service.trouble = "\(service.name): \(Plain.line(reason))"
        }
        switch name {
        case "ingest": service.batch = said["committedBatch"]?.whole
        case "query": service.batch = status["epochBatch"]?.whole
        default: service.batch = said["epochBatch"]?.whole
        }
        if name != "ingest", let committed, let batch = service.batch { service.behind = max(0, committed - batch) }
        service.memoryBytes = (said["memoryBytes"] ?? said["memory"]?["residentBytes"])?.whole
        return service
    }
}
