import Domain

/// What a framework comes to.
public enum Outcome: Sendable, Hashable {
    /// A rung of a ladder, 0 being none.
    case level(Int, of: Int)
    case decision(Bool)
    /// Points, of so many.
    case score(Double, of: Double)
    case access(Access)
    /// The evidence does not allow one.
    case none(reason: String)
}

/// A part of a framework's question, and how far it is met.
public struct Clause: Sendable, Hashable {
    public var id: String
    public var text: String
    /// 0...1; nil: not known.
    public var met: Double?
    /// The components it turns on: those in the way where it is not met, else those that meet it.
    public var components: [Component]
    public var reason: String

    public init(id: String, text: String, met: Double?, components: [Component] = [], reason: String) {
        self.id = id
        self.text = text
        self.met = met
        self.components = components
        self.reason = reason
    }

    public var isMet: Bool { met == 1 }
}

/// Something a publisher can do.
public struct Step: Sendable, Hashable {
    public enum Action: String, Sendable, CaseIterable {
        /// Publish it, under an open licence.
        case release
        /// It is published: give it an open licence.
        case license
        /// It is published under a licence that is not open: change that.
        case relicense
        /// No component: see the text.
        case other
    }

    public var component: Component?
    public var action: Action
    public var text: String

    public init(_ component: Component?, _ action: Action, _ text: String) {
        self.component = component
        self.action = action
        self.text = text
    }

    /// Opening this component, from where it is.
    public init(_ component: Component, _ states: ComponentStates, terms: String = "an open licence") {
        switch states[component] {
        case .missing: self.init(component, .release, "release \(component.name) under \(terms)")
        case .unlicensed: self.init(component, .license, "put \(component.name) under \(terms)")
        case .invalid, .included:
            self.init(component, .relicense, "change the licence of \(component.name) to \(terms)")
        }
    }
}

/// The cheapest way up: the fewest steps, and among equals those on what is already published.
public struct NextStep: Sendable, Hashable {
    public var to: String
    public var steps: [Step]

    public init(to: String, steps: [Step]) {
        self.to = to
        self.steps = steps
    }
}

/// A framework's answer on one body of evidence. Never kept without the framework's name and version.
public struct Verdict: Sendable, Hashable {
    public var framework: String
    public var name: String
    public var version: String
    public var outcome: Outcome
    /// The outcome in words.
    public var label: String
    /// Whether the framework calls the model open in its own sense; nil: it grades and does not call.
    public var opens: Bool?
    public var clauses: [Clause]
    /// nil: at the top, or nothing a publisher could do follows from the evidence.
    public var next: NextStep?
    public var notes: [String]

    public init(
        framework: any Framework.Type, version: String? = nil, outcome: Outcome, label: String, opens: Bool? = nil,
        clauses: [Clause], next: NextStep? = nil, notes: [String] = []
    ) {
        self.framework = framework.id
        self.name = framework.name
        self.version = version ?? framework.version
        self.outcome = outcome
        self.label = label
        self.opens = opens
        self.clauses = clauses
        self.next = next
        self.notes = notes
    }

    public var failedClauses: [Clause] { clauses.filter { !$0.isMet } }
}

extension Verdict {
    /// A score in a label: to a thousandth of the full score. The outcome has it unrounded.
    static func inWords(_ score: Double, of full: Double) -> String {
        let thousandths = (score / full * 1000).rounded()
        return "\(full >= 1000 ? thousandths * (full / 1000) : thousandths / (1000 / full))"
    }
}

extension Component {
    /// `Datasets (15, unlicensed)`.
    func described(_ states: ComponentStates) -> String { "\(name) (\(id), \(states[self].name))" }
}
