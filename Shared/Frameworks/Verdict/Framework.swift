/// A framework: a pure, versioned function from evidence to a verdict.
public protocol Framework: Sendable {
    /// Its id in messages: `mof`.
    static var id: String { get }
    static var name: String { get }
    /// The version of the framework that is applied; part of every verdict.
    static var version: String { get }
    static func verdict(on evidence: Evidence) -> Verdict
}

/// Every framework there is. Adding one is adding a file and a line here.
public enum FrameworkRegistry {
    public static let all: [any Framework.Type] = [
        MOF.self, OSAID.self, OSAID10.self, G7Levels.self, EpochAccess.self, EuropeanIndex.self,
        EuropeanIndex14.self, SixItemIndex.self, FMTI.self, WeightsAxis.self, ScienceAxis.self,
    ]

    public static func framework(_ id: String) -> (any Framework.Type)? { all.first { $0.id == id } }

    /// All verdicts, in the order of the registry.
    public static func verdicts(on evidence: Evidence) -> [Verdict] { all.map { $0.verdict(on: evidence) } }
}
