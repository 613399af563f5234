extension MethodDefinition {
    /// What changed in a daily series at a milestone.
    public static let milestoneEffect = MethodDefinition(
        name: "milestone.effect",
        summary: "what changed in a daily series at a milestone, beside placebo dates",
        description:
            "Interrupted time-series regression: the change of level at the date and of the slope a day, each with "
            + "an interval of 95 % that holds under autocorrelation (Newey-West), and the same test at placebo dates "
            + "before, whose windows end before the milestone. Without a placebo there is no effect.",
        parameters: [
            ParameterDefinition(
                "milestone", .string, meaning: "A milestone's id, as milestone.list gives it; or give `date`.",
                example: "us-ai-action-plan"),
            ParameterDefinition("date", .date, meaning: "A day instead of a milestone.", example: "2025-07-23"),
            .flowSeries, .by(),
            .holder("of", "Whose part of the series; by default the whole.", "US"),
            ParameterDefinition(
                "figure", .word(["amount", "share"]), default: "amount",
                meaning: "The amount of a day, or the holder's share of what is attributed that day."),
            ParameterDefinition(
                "before", .integer(7...3_650), default: 90, meaning: "Days of the window before the date."),
            ParameterDefinition(
                "after", .integer(7...3_650), default: 90, meaning: "Days of the window from the date on."),
            ParameterDefinition(
                "placeboEvery", .integer(1...365), default: 30, meaning: "Days from one placebo date to the next."),
            .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "effect", "The changes with their intervals, and those at the placebo dates.",
            schema: Schemas.answer(["type": ["object", "null"]])),
        errors: [.countryUnknown, .organizationNotFound, .epochLoading, .knownAtUnknown, .scoringUnavailable],
        example: (
            parameters: ["milestone": "us-ai-action-plan", "series": "releases", "of": "US"],
            result: [
                "value": [
                    "level": [
                        "value": 1.4, "low": 0.6, "high": 2.2, "standardError": 0.4, "placebosAsLarge": 0,
                        "placebosOutsideZero": 0,
                    ],
                    "slope": [
                        "value": 0.02, "low": -0.01, "high": 0.05, "standardError": 0.015, "placebosAsLarge": 2,
                        "placebosOutsideZero": 1,
                    ],
                    "placebos": [
                        "tested": 5, "untested": 0,
                        "dates": [
                            [
                                "date": "2025-04-24",
                                "level": ["value": 0.1, "low": -0.7, "high": 0.9, "standardError": 0.4],
                                "slope": ["value": 0.0, "low": -0.03, "high": 0.03, "standardError": 0.015],
                            ]
                        ],
                    ],
                ], "unit": "models", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234, "epoch": 57,
                "definition": "milestoneEffect/1",
                "parameters": [
                    "milestone": "us-ai-action-plan", "series": "releases", "by": "country", "of": "US",
                    "figure": "amount", "before": 90, "after": 90, "placeboEvery": 30,
                ], "numerator": 310, "denominator": 900,
                "denominatorText": "releases of models whose publisher's country is known, over both windows",
                "coverage": 0.8, "reason": .null, "sources": ["huggingface"], "date": "2025-07-23",
                "daysObserved": 180, "days": 180, "lags": 4,
            ]
        ))
}
