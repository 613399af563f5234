import Domain

/// Makes a further series known: `{"series":{"id":"stars","kind":"counter","unit":"stars"}}`.
public struct SeriesRecord: Sendable, Equatable {
    public var id: String
    public var kind: Series.Kind
    public var unit: String

    public init(id: String, kind: Series.Kind, unit: String) {
        self.id = id
        self.kind = kind
        self.unit = unit
    }
}
