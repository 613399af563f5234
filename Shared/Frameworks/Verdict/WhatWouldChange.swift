import Domain

/// A statement that was not followed, and what following it would do.
public struct Alternative: Sendable, Hashable {
    public var statement: ComponentStatement
    public var framework: String
    public var from: Outcome
    public var to: Outcome
}

/// Which of the contradicting statements matter: each one not followed is followed in turn, and every framework asked
/// again.
public enum WhatWouldChange {
    /// - Returns: the statements that would change an outcome, by component, order of preference and framework.
    public static func alternatives(
        on evidence: Evidence, frameworks: [any Framework.Type] = FrameworkRegistry.all
    ) -> [Alternative] {
        let outcomes = frameworks.map { $0.verdict(on: evidence).outcome }
        var found: [Alternative] = []
        for settled in evidence.components {
            for statement in settled.others {
                let other = evidence.following(statement)
                guard other.states != evidence.states || other[settled.component].license != settled.license else {
                    continue
                }
                for (framework, outcome) in zip(frameworks, outcomes) {
                    let changed = framework.verdict(on: other).outcome
                    guard changed != outcome else { continue }
                    found.append(
                        Alternative(statement: statement, framework: framework.id, from: outcome, to: changed))
                }
            }
        }
        return found
    }
}
