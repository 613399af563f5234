/// Every measure there is: a new one is its file, its page in the documentation and its line here.
public enum MeasureRegistry {
    public static let all: [MeasureDefinition] =
        RankedMeasure.allCases.map(\.definition) + [
            Coverage.measure,
            Dependence.measure,
            DependenceMatrix.measure,
            DependenceCourse.measure,
            DescendantsByDepth.measure,
            RootAdoption.measure,
            Removal.measure,
            Dominators.measure,
            Intermediaries.measure,
            LicenseConflicts.measure,
            Obligations.measure,
            Velocity.measure,
            Momentum.measure,
            RelativeAdoption.measure,
            AttentionHalfLife.measure,
            Variants.measure,
            Timeline.measure,
            RecordLedger.measure,
            Concentration.measure,
            HHI.measure,
            EffectiveNumber.measure,
            ConcentrationRatio.measure,
            Gini.measure,
            Leadership.measure,
            Crossover.measure,
            MilestoneEffect.measure,
            Restatement.measure,
            Sensitivity.measure,
            Closedness.measure,
            OpennessTrend.measure,
            BlackBox.measure,
            OpennessDisagreements.measure,
            OpennessLeaderboard.measure,
            ClaimVerdict.measure,
            CountryProfile.measure,
            SharedComponents.measure,
        ]

    public static subscript(name: String) -> MeasureDefinition? { all.first { $0.name == name } }
}
