/// What a figure is: its name and version, as answers carry them. Formula, edge cases and source stand on the page of the
/// same name in the documentation.
public struct MeasureDefinition: Sendable, Hashable {
    /// Its name: `dependence`.
    public let name: String
    /// Raised whenever the same facts would give another figure.
    public let version: Int
    /// What it is counted in.
    public let unit: String
    /// In half a sentence.
    public let summary: String

    public init(_ name: String, version: Int = 1, unit: String, _ summary: String) {
        self.name = name
        self.version = version
        self.unit = unit
        self.summary = summary
    }

    /// As answers carry it: `dependence/1`.
    public var id: String { "\(name)/\(version)" }
}
