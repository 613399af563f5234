import Domain
import Testing

@testable import Frameworks

@Suite struct ComponentTests {
    @Test func seventeenWithTheFrameworksNumbers() {
        #expect(Component.allCases.map(\.id) == [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24])
        #expect(Set(Component.allCases.map(\.name)).count == 17)
        for component in Component.allCases { #expect(Component(name: component.name) == component) }
        #expect(Component(name: "model card") == nil)
        #expect(Component(name: "Model card ") == nil)
    }

    @Test func requiredByClass() {
        #expect(Component.required(by: 3).map(\.id) == [9, 10, 11, 12, 13, 14])
        #expect(Component.required(by: 2).map(\.id) == [7, 8, 18, 19])
        #expect(Component.required(by: 1).map(\.id) == [15, 16, 21, 24])
        #expect([3, 2, 1].map { Component.required(upTo: $0).count } == [6, 10, 14])
        let optional = Component.allCases.filter { !$0.isRequired }
        #expect(optional.map { [$0.id, $0.mofClass] } == [[17, 1], [20, 3], [22, 2]])
    }

    @Test func contentTypes() {
        func ids(_ type: Component.ContentType) -> [Int] {
            Component.allCases.filter { $0.contentType == type }.map(\.id)
        }
        #expect(ids(.code) == [7, 8, 9, 16, 18, 22])
        #expect(ids(.data) == [10, 15, 17, 19, 24])
        #expect(ids(.document) == [11, 12, 13, 14, 20, 21])
    }

    @Test func statesPackIntoOneWord() {
        var states = ComponentStates()
        for (index, component) in Component.allCases.enumerated() {
            states[component] = ComponentState.allCases[index % 4]
        }
        for (index, component) in Component.allCases.enumerated() {
            #expect(states[component] == ComponentState.allCases[index % 4])
        }
        states[.architecture] = .missing
        #expect(states[.architecture] == .missing)
        #expect(states[.inferenceCode] == .unlicensed)
        #expect(ComponentStates(rawValue: states.rawValue) == states)
    }
}
