import Wire

/// Every method the gateway serves, by name: a new one is its definition in Wire, its file here, and its line below.
/// What needs the whole world is scoring's: the gateway passes on whatever is described and not in this table.
enum GatewayMethods {
    static let all: [String: any GatewayMethod] = [
        MethodDefinition.discover.name: DiscoverMethod(),
        MethodDefinition.status.name: StatusMethod(),
        MethodDefinition.metrics.name: MetricsMethod(),
        MethodDefinition.coverage.name: CoverageMethod(),
        MethodDefinition.modelGet.name: ModelGetMethod(),
        MethodDefinition.modelSearch.name: ModelSearchMethod(),
        MethodDefinition.modelTimeline.name: ModelTimelineMethod(),
        MethodDefinition.organizationGet.name: OrganizationGetMethod(),
        MethodDefinition.leaderboard.name: LeaderboardMethod(),
        MethodDefinition.watch.name: WatchMethod(),
        MethodDefinition.unwatch.name: UnwatchMethod(),
    ]
}
