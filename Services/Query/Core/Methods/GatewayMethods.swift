import Wire

/// Every method the gateway serves, by name: a new one is its definition in Wire, its file here, and its line below.
enum GatewayMethods {
    static let all: [String: any GatewayMethod] = [
        MethodDefinition.discover.name: DiscoverMethod(),
        MethodDefinition.status.name: StatusMethod(),
        MethodDefinition.metrics.name: MetricsMethod(),
        MethodDefinition.coverage.name: CoverageMethod(),
        MethodDefinition.modelGet.name: ModelGetMethod(),
        MethodDefinition.modelSearch.name: ModelSearchMethod(),
        MethodDefinition.modelLineage.name: PassedOnMethod(),
        MethodDefinition.modelTimeline.name: ModelTimelineMethod(),
        MethodDefinition.organizationGet.name: OrganizationGetMethod(),
        MethodDefinition.leaderboard.name: LeaderboardMethod(),
        MethodDefinition.dependence.name: PassedOnMethod(),
    ]
}
