import Domain

/// The class of a set of component states and the way to the others: the framework's arithmetic, licences settled.
public struct MOFClassification: Sendable, Hashable {
    public let states: ComponentStates
    /// 3 Open Model, 2 Open Tooling, 1 Open Science, 0 Unclassified.
    public let mofClass: Int
    /// Percent of class I, II and III, at index 0, 1 and 2; not rounded. 0 wherever a lower class is not complete.
    public let progress: [Double]
    /// Whether the research paper stands in for the technical report: the report is not included, and there is a
    /// paper of any state.
    public let paperStandsForReport: Bool
    /// Required components that are missing, ids ascending; the report is not among them where the paper stands in.
    public let missing: [Component]
    /// Components under a licence that is not open, optional ones too.
    public let invalid: [Component]
    /// Components under no licence, optional ones too.
    public let unlicensed: [Component]

    public init(_ states: ComponentStates) {
        self.states = states
        let standsIn = states[.technicalReport] != .included && states[.researchPaper].isPresent
        paperStandsForReport = standsIn
        let progress = (1...3).map { Self.progress($0, states, standsIn) }
        self.progress = progress
        mofClass = (1...3).first { progress[$0 - 1] == 100 } ?? 0
        missing = Component.required(upTo: 1).filter {
            states[$0] == .missing && !($0 == .technicalReport && standsIn)
        }
        invalid = states.components(.invalid)
        unlicensed = states.components(.unlicensed)
    }

    /// Percent of class `k`, 1...3.
    public func progress(_ k: Int) -> Double { progress[k - 1] }

    /// What is required at class `k` and still to be opened, ids ascending; empty where `k` is reached.
    public func distance(to k: Int) -> [Component] {
        var needed = Set(Component.required(upTo: k))
        if paperStandsForReport {
            needed.remove(.technicalReport)
            needed.insert(.researchPaper)
        }
        return needed.filter { states[$0] != .included }.sorted()
    }

    /// The English name of a class.
    public static func label(_ mofClass: Int) -> String {
        switch mofClass {
        case 1: "Class I, Open Science"
        case 2: "Class II, Open Tooling"
        case 3: "Class III, Open Model"
        default: "Unclassified"
        }
    }

    private static func progress(_ k: Int, _ states: ComponentStates, _ standsIn: Bool) -> Double {
        for i in stride(from: 3, through: k, by: -1) {
            let (included, total) = count(i, states, standsIn)
            if i == k { return Double(included) / Double(total) * 100 }
            if included < total { return 0 }
        }
        return 0
    }

    /// Components included and asked for at class `k`, each counted once.
    private static func count(_ k: Int, _ states: ComponentStates, _ standsIn: Bool) -> (included: Int, total: Int) {
        let required = Component.required(upTo: k)
        var included = required.count { states[$0] == .included }
        var total = required.count
        if standsIn, states[.researchPaper] == .included {
            // Classes III and II do not ask for the paper: it fills the report's place. Class I asks for both: one less.
            if k == 1 { total -= 1 } else { included += 1 }
        }
        return (included, total)
    }
}
