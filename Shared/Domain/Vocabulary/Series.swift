/// A figure that is observed over and over.
public struct Series: Hashable, Sendable {
    /// Whether differences mean adoption.
    public enum Kind: Int8, Sendable, CaseIterable {
        /// A cumulative figure: differences to the last value from the same source are adoption.
        case counter = 0
        /// A windowed figure: never differenced.
        case gauge = 1

        public var name: String { Self.names[Int(rawValue)] }
        static let names = [
            "counter", "gauge",
        ]

        public init?(name: String) {
            guard let index = Self.names.firstIndex(of: name) else { return nil }
            self.init(rawValue: Int8(index))
        }
    }

    /// Its word in messages: `likes`.
    public var name: String
    public var kind: Kind
    /// What is counted: `likes`, `downloads`.
    public var unit: String

    public init(name: String, kind: Kind, unit: String) {
        self.name = name
        self.kind = kind
        self.unit = unit
    }

    public static let likes = Series(name: "likes", kind: .counter, unit: "likes")
    public static let downloadsAllTime = Series(name: "downloadsAllTime", kind: .counter, unit: "downloads")
    public static let pulls = Series(name: "pulls", kind: .counter, unit: "pulls")
    public static let downloads30d = Series(name: "downloads30d", kind: .gauge, unit: "downloads")

    /// The series that exist in every store, with their numbers: the index is the store's id.
    public static let builtIn = [likes, downloadsAllTime, pulls, downloads30d]
}
