import Columns
import Domain
import Measures
import Wire

/// One question that needs the whole world: parameters that were checked -> an answer.
protocol ScoringMethod: Sendable {
    func answer(_ question: ScoringQuestion) async throws -> Answer
}

/// A question of one state of the world: the time it is asked for is found before, whatever it was derived from.
protocol StateMethod: ScoringMethod {
    /// Whether it reads what was gained, and when (`ModelTable.hasGains`). One that says no is answered from a smaller state.
    var readsGains: Bool { get }

    func answer(_ parameters: MethodParameters, _ state: AskedState) throws(RPCError) -> Answer
}

extension StateMethod {
    var readsGains: Bool { true }

    func answer(_ question: ScoringQuestion) async throws -> Answer {
        try answer(question.parameters, await question.state(gains: readsGains))
    }
}

/// What a method may use: its parameters, and the world at any time.
struct ScoringQuestion: Sendable {
    let parameters: MethodParameters
    /// The newest state.
    let present: LivingWorld.State
    let past: PastStates
    /// The times that hold where the parameters name none: those of a question around this one.
    var pinned: Pinned?
    /// What is changed about every state that is asked for: how the same question comes out under other choices.
    var changed: (@Sendable (AskedState) async throws -> AskedState)?

    struct Pinned: Sendable {
        var asOf: Timestamp?
        var knownAt: Int64?
    }

    /// The state that `asOf` and `knownAt` ask for.
    ///
    /// - Parameter gains: whether it is read what was gained, and when.
    func state(gains: Bool = true) async throws -> AskedState {
        try await state(
            asOf: parameters.asOf ?? pinned?.asOf, knownAt: parameters.knownAt ?? pinned?.knownAt, gains: gains)
    }

    /// The state of any valid time (nil: the newest observation) and recorded time (nil: the epoch's).
    func state(asOf: Timestamp?, knownAt: Int64?, gains: Bool = true) async throws -> AskedState {
        let state = try await past.state(asOf: asOf, knownAt: knownAt, of: present, gains: gains)
        return try await changed?(state) ?? state
    }
}

/// Every method that is answered from the world, by name: a new one is its definition in Wire, its file here, and its
/// line below. The gateway passes on whatever stands here and is not its own.
enum ScoringMethods {
    /// The answer of a method; also where what it names is not there at the time asked for, but is at another.
    static func answer(_ name: String, _ question: ScoringQuestion) async throws -> Answer {
        guard let method = all[name] else { throw RPCError(.methodNotFound, "\(name) is not answered here") }
        do {
            return try await method.answer(question)
        } catch let error as RPCError where [.modelNotFound, .organizationNotFound].contains(error.code) {
            guard let answer = try await OfAnotherTime.answer(name, question, error) else { throw error }
            return answer
        }
    }

    static let all: [String: any ScoringMethod] = [
        MethodDefinition.coverage.name: CoverageMethod(),
        MethodDefinition.dependence.name: DependenceMethod(),
        MethodDefinition.dependenceMatrix.name: DependenceMatrixMethod(),
        MethodDefinition.dependenceCourse.name: DependenceCourseMethod(),
        MethodDefinition.descendants.name: DescendantsMethod(),
        MethodDefinition.hIndex.name: HIndexMethod(),
        MethodDefinition.roots.name: RootsMethod(),
        MethodDefinition.removal.name: RemovalMethod(),
        MethodDefinition.dominators.name: DominatorsMethod(),
        MethodDefinition.intermediaries.name: IntermediariesMethod(),
        MethodDefinition.licenseConflicts.name: LicenseConflictsMethod(),
        MethodDefinition.obligations.name: ObligationsMethod(),
        MethodDefinition.leaderboard.name: LeaderboardMethod(),
        MethodDefinition.modelLineage.name: ModelLineageMethod(),
        MethodDefinition.modelTimeline.name: ModelTimelineMethod(),
        MethodDefinition.modelAdoption.name: ModelAdoptionMethod(),
        MethodDefinition.variants.name: VariantsMethod(),
        MethodDefinition.records.name: RecordsMethod(),
        MethodDefinition.ram.name: RelativeAdoptionMethod(),
        MethodDefinition.concentration.name: ConcentrationMethod(),
        MethodDefinition.leadership.name: LeadershipMethod(),
        MethodDefinition.crossover.name: CrossoverMethod(),
        MethodDefinition.milestoneEffect.name: MilestoneEffectMethod(),
        MethodDefinition.milestoneList.name: MilestoneListMethod(),
        MethodDefinition.modelGet.name: ModelGetMethod(),
        MethodDefinition.modelSearch.name: ModelSearchMethod(),
        MethodDefinition.organizationGet.name: OrganizationGetMethod(),
        MethodDefinition.restatement.name: RestatementMethod(),
        MethodDefinition.sensitivity.name: SensitivityMethod(),
        MethodDefinition.export.name: ExportMethod(),
        MethodDefinition.opennessExplain.name: OpennessExplainMethod(),
        MethodDefinition.opennessDisagreements.name: OpennessDisagreementsMethod(),
        MethodDefinition.opennessTrend.name: OpennessTrendMethod(),
        MethodDefinition.opennessLeaderboard.name: OpennessLeaderboardMethod(),
        MethodDefinition.closedness.name: ClosednessMethod(),
        MethodDefinition.blackBox.name: BlackBoxMethod(),
        MethodDefinition.licenseGet.name: LicenseGetMethod(),
        MethodDefinition.organizationList.name: OrganizationListMethod(),
        MethodDefinition.countryGet.name: CountryGetMethod(),
        MethodDefinition.components.name: ComponentsMethod(),
        MethodDefinition.claimList.name: ClaimListMethod(),
        MethodDefinition.claimCheck.name: ClaimCheckMethod(),
        MethodDefinition.deploymentList.name: DeploymentListMethod(),
        MethodDefinition.watchEvents.name: WatchEventsMethod(),
    ]
}
