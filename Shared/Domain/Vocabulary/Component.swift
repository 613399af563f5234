/// A component of a model release: the 17 of the Model Openness Framework. The raw value is the framework's number.
public enum Component: Int, Sendable, CaseIterable, Comparable, Hashable {
    case trainingCode = 7
    case inferenceCode = 8
    case architecture = 9
    case finalParameters = 10
    case technicalReport = 11
    case evaluationResults = 12
    case modelCard = 13
    case dataCard = 14
    case datasets = 15
    case preprocessingCode = 16
    case modelMetadata = 17
    case evaluationCode = 18
    case evaluationData = 19
    case sampleOutputs = 20
    case researchPaper = 21
    case supportingLibraries = 22
    case intermediateParameters = 24

    /// What a component is made of; decides which licences suit it.
    public enum ContentType: String, Sendable, CaseIterable { case code, data, document }

    /// The framework's number.
    public var id: Int { rawValue }

    /// The framework's name, as its files write it.
    public var name: String { facts.name }
    public var contentType: ContentType { facts.type }
    /// The lowest class that asks for it (III is the lowest): 3, 2 or 1.
    public var mofClass: Int { facts.mofClass }
    /// Whether its class requires it, or merely names it.
    public var isRequired: Bool { facts.required }

    /// The component of this name, exactly as the framework writes it.
    public init?(name: String) {
        guard let component = Self.byName[name] else { return nil }
        self = component
    }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

    /// The components that class `k` itself requires, ids ascending.
    public static func required(by mofClass: Int) -> [Component] {
        allCases.filter { $0.isRequired && $0.mofClass == mofClass }
    }

    /// The components required by class `k` and those below it: 6, 10, 14.
    public static func required(upTo mofClass: Int) -> [Component] {
        allCases.filter { $0.isRequired && $0.mofClass >= mofClass }
    }

    public static func < (a: Component, b: Component) -> Bool { a.rawValue < b.rawValue }

    private var facts: (name: String, type: ContentType, mofClass: Int, required: Bool) {
        switch self {
        case .trainingCode: ("Training code", .code, 2, true)
        case .inferenceCode: ("Inference code", .code, 2, true)
        case .architecture: ("Model architecture", .code, 3, true)
        case .finalParameters: ("Model parameters (Final)", .data, 3, true)
        case .technicalReport: ("Technical report", .document, 3, true)
        case .evaluationResults: ("Evaluation results", .document, 3, true)
        case .modelCard: ("Model card", .document, 3, true)
        case .dataCard: ("Data card", .document, 3, true)
        case .datasets: ("Datasets", .data, 1, true)
        case .preprocessingCode: ("Data preprocessing code", .code, 1, true)
        case .modelMetadata: ("Model metadata", .data, 1, false)
        case .evaluationCode: ("Evaluation code", .code, 2, true)
        case .evaluationData: ("Evaluation data", .data, 2, true)
        case .sampleOutputs: ("Sample model outputs", .document, 3, false)
        case .researchPaper: ("Research paper", .document, 1, true)
        case .supportingLibraries: ("Supporting libraries and tools", .code, 2, false)
        case .intermediateParameters: ("Model parameters (Intermediate)", .data, 1, true)
        }
    }
}
