/// Classes of models by total parameters, in billions; the lower bound belongs to the class.
public enum SizeClass: Int8, Sendable, CaseIterable {
    case under1 = 0
    case from1to5 = 1
    case from5to10 = 2
    case from10to50 = 3
    case from50to100 = 4
    case from100to250 = 5
    case from250 = 6

    /// Its word in messages: `<1`, `1-5`, ..., `250+`.
    public var name: String { Self.names[Int(rawValue)] }
    /// The words of all classes, smallest first.
    public static let names = ["<1", "1-5", "5-10", "10-50", "50-100", "100-250", "250+"]

    public init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: Int8(index))
    }

    /// The class of a number of parameters; nil for none or less.
    public init?(parameters: Int64) {
        guard parameters >= 0 else { return nil }
        self =
            switch parameters {
            case ..<1_000_000_000: .under1
            case ..<5_000_000_000: .from1to5
            case ..<10_000_000_000: .from5to10
            case ..<50_000_000_000: .from10to50
            case ..<100_000_000_000: .from50to100
            case ..<250_000_000_000: .from100to250
            default: .from250
            }
    }
}
