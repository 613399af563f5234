extension Report {
    /// Notes the peak memory of every service that runs since it was last forgotten, and forgets it.
    ///
    /// - Parameter swapping: whether epochs were taken over, for which the gateway may hold two.
    mutating func peaks(_ load: String, _ deployment: Deployment, _ size: WorldSize, swapping: Bool = false) {
        for program in deployment.running {
            let name = program.name.replacing("groundswell-", with: "")
            let budget: Double? =
                switch name {
                case "ingest": 300
                case "scoring": 800
                case "query": swapping ? 1_400 : 700
                default: nil
                }
            rows.append(
                Row(
                    section: "Memory", what: "\(name), \(load)",
                    ours: Measured(unit: "MB", values: [program.peakMegabytes]),
                    goal: size.hasBudgets ? budget.map { .atMost($0) } : nil))
            program.forgetPeak()
        }
    }
}
