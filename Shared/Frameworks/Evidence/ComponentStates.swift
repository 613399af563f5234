import Domain

/// What a component is to the frameworks.
public enum ComponentState: UInt8, Sendable, CaseIterable {
    case missing = 0
    /// Present, under no licence.
    case unlicensed = 1
    /// Present, under a licence that is not open.
    case invalid = 2
    /// Present, under an open licence.
    case included = 3

    public var name: String {
        switch self {
        case .missing: "missing"
        case .unlicensed: "unlicensed"
        case .invalid: "invalid"
        case .included: "included"
        }
    }

    public var isPresent: Bool { self != .missing }
}

/// The states of all 17 components in one word, so that a world of models fits a column: two bits at `2 * (id - 7)`.
public struct ComponentStates: RawRepresentable, Sendable, Hashable {
    public var rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// All missing.
    public init() { rawValue = 0 }

    /// These states; the rest missing.
    public init(_ states: [Component: ComponentState]) {
        self.init()
        for (component, state) in states { self[component] = state }
    }

    public subscript(component: Component) -> ComponentState {
        get { ComponentState(rawValue: UInt8(truncatingIfNeeded: rawValue >> Self.shift(component)) & 3) ?? .missing }
        set {
            rawValue &= ~(3 << Self.shift(component))
            rawValue |= UInt64(newValue.rawValue) << Self.shift(component)
        }
    }

    /// The components in this state, ids ascending.
    public func components(_ state: ComponentState) -> [Component] { Component.allCases.filter { self[$0] == state } }

    private static func shift(_ component: Component) -> UInt64 { UInt64(component.rawValue - 7) * 2 }
}
