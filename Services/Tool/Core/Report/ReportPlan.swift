import Wire

/// What a report asks, by its subject. Pure.
enum ReportPlan {
    enum Subject: String, CaseIterable {
        case country, organization, model
    }

    /// One question, with how its answer is drawn.
    struct Question {
        var heading: String
        var method: MethodDefinition
        var parameters: JSONValue

        init(_ heading: String, _ method: MethodDefinition, _ parameters: JSONValue) {
            self.heading = heading
            self.method = method
            self.parameters = parameters
        }

        /// The same, of what had been recorded by a batch.
        func known(at batch: JSONValue) -> Question {
            let name = ParameterDefinition.knownAtName
            guard case .object(let members) = parameters, batch.whole.map({ $0 > 0 }) ?? false,
                method.parameters.contains(where: { $0.name == name })
            else { return self }
            return Question(heading, method, .object(members + [.init(name, batch)]))
        }
    }

    static func questions(_ subject: Subject, _ id: String) -> [Question] {
        let name = JSONValue.string(id)
        return switch subject {
        case .country:
            [
                .init("In figures", .countryGet, ["id": name]),
                .init("Whose models its models rest on", .dependence, ["of": name]),
                .init("Whose roots all models rest on", .roots, ["by": "country"]),
                .init("What would go with it", .removal, ["country": name]),
                .init("Its most liked models", .leaderboard, ["country": name, "measure": "netLikes", "limit": 20]),
                .init(
                    "Its models most built upon", .leaderboard,
                    ["country": name, "measure": "derivatives", "limit": 20]),
                .init("Who leads by releases, year by year", .leadership, ["series": "releases", "period": "year"]),
                .init("Which way its openness goes", .opennessTrend, ["country": name]),
                .init("How much of its flagships is closed", .closedness, ["country": name]),
            ]
        case .organization:
            [
                .init("What it is", .organizationGet, ["id": name]),
                .init(
                    "Its most liked models", .leaderboard, ["organization": name, "measure": "netLikes", "limit": 20]),
                .init(
                    "Its models most built upon", .leaderboard,
                    ["organization": name, "measure": "derivatives", "limit": 20]),
                .init("What comes from it", .descendants, ["organization": name]),
                .init("How much others build on it", .hIndex, ["organization": name]),
                .init("What would go with it", .removal, ["organization": name]),
                .init("Which way its openness goes", .opennessTrend, ["organization": name]),
            ]
        case .model:
            [
                .init("What it is", .modelGet, ["id": name]),
                .init("Its likes over time", .modelTimeline, ["id": name, "series": "likes"]),
                .init("Its adoption", .modelAdoption, ["id": name]),
                .init("How open it is", .opennessExplain, ["id": name]),
                .init("What it comes from", .modelLineage, ["id": name, "direction": "ancestors"]),
                .init("What comes from it", .descendants, ["id": name]),
                .init("What its ancestors' licenses ask of it", .obligations, ["id": name]),
                .init("What would go with it", .removal, ["id": name]),
            ]
        }
    }
}
