extension MethodDefinition {
    /// Rows of any measure, page by page.
    public static let export = MethodDefinition(
        name: "export",
        summary: "what a measure says or rests on, as rows",
        description:
            "The result of any method as rows, or the rows of facts it rests on, as newline-delimited JSON or CSV "
            + "(RFC 4180), page by page, with the terms of the sources. All pages are of the first one's state, though "
            + "the epoch may move on meanwhile.",
        parameters: [
            .method, .params,
            ParameterDefinition(
                "format", .word(["ndjson", "csv"]), default: "ndjson", meaning: "How rows are written.",
                example: "csv"),
            ParameterDefinition(
                "what", .word(["results", "inputs"]), default: "results",
                meaning: "What the measure says, or what it rests on."),
            ParameterDefinition(
                "inputs",
                .word([
                    "models", "edges", "observations", "events", "deployments", "organizations", "statements",
                    "components", "documents",
                ]), meaning: "Which of the inputs; by default the measure's first. The answer lists them.",
                example: "edges"),
            .limit(1_000, to: 10_000), .cursor, .asOf, .knownAt,
        ],
        result: ResultDefinition(
            "rows", "A page of lines.", schema: Schemas.answer(Schemas.list(["type": "string"]))),
        errors: [
            .modelNotFound, .organizationNotFound, .countryUnknown, .epochLoading, .knownAtUnknown, .cursorInvalid,
            .scoringUnavailable,
        ],
        example: (
            parameters: ["method": "dependence", "params": ["of": "US"], "format": "csv", "limit": 1],
            result: [
                "value": ["CN,0.341,85,"], "unit": "rows", "asOf": "2026-05-04T04:10:37Z", "knownAt": 1234,
                "epoch": 57, "definition": "export/1",
                "parameters": ["method": "dependence", "params": ["of": "US"], "format": "csv", "limit": 1],
                "header": "key,value,numerator,further",
                "licenses": [["source": "mteb", "license": "Apache-2.0", "citation": "MTEB"]],
            ]
        ))
}
