/// The methods of one socket.
public struct MethodRegistry: Sendable {
    /// What the socket is, for its description.
    public let title: String
    public let methods: [MethodDefinition]
    private let byName: [String: MethodDefinition]

    public init(title: String, _ methods: [MethodDefinition]) {
        self.title = title
        self.methods = methods
        byName = Dictionary(methods.map { ($0.name, $0) }) { first, _ in first }
    }

    public subscript(name: String) -> MethodDefinition? { byName[name] }

    /// The method a request names, and its parameters, checked.
    public func resolve(
        _ request: RPCRequest
    ) throws(RPCError) -> (method: MethodDefinition, parameters: MethodParameters) {
        guard let method = byName[request.method] else {
            let nearest = NearestName.find(request.method, among: methods.map(\.name))
            let hint = nearest.first.map { "; did you mean '\($0)'?" } ?? "; rpc.discover lists them"
            throw RPCError(
                .methodNotFound, "there is no method \(Shortened.quoted(request.method)) here\(hint)", nearest: nearest)
        }
        return (method, try MethodParameters(request.parameters, for: method))
    }

    /// Questions about the world: the gateway takes them, answers some from its snapshot, and passes the others on to scoring,
    /// which answers every one.
    private static let world: [MethodDefinition] = [
        .coverage,
        .modelGet,
        .modelSearch,
        .modelLineage,
        .modelTimeline,
        .organizationGet,
        .leaderboard,
        .dependence,
        .dependenceMatrix,
        .dependenceCourse,
        .descendants,
        .hIndex,
        .roots,
        .removal,
        .dominators,
        .intermediaries,
        .licenseConflicts,
        .obligations,
        .modelAdoption,
        .variants,
        .records,
        .ram,
        .concentration,
        .leadership,
        .crossover,
        .milestoneEffect,
        .milestoneList,
        .restatement,
        .sensitivity,
        .export,
        .opennessExplain,
        .opennessDisagreements,
        .opennessTrend,
        .opennessLeaderboard,
        .closedness,
        .blackBox,
        .licenseGet,
        .organizationList,
        .countryGet,
        .components,
        .claimList,
        .claimCheck,
        .deploymentList,
        .watchEvents,
    ]

    /// What internal tools talk to.
    public static let gateway = MethodRegistry(
        title: "groundswell gateway", [.discover, .status, .metrics, .watch, .unwatch] + world)

    /// Questions that stand among the records.
    public static let ingest = MethodRegistry(title: "groundswell ingest", [.discover, .status, .metrics])

    /// What the other services ask scoring.
    public static let scoring = MethodRegistry(
        title: "groundswell scoring",
        [.discover, .status, .metrics, .batchCommitted, .subscribe, .watchFollow, .watchFigures] + world)
}
