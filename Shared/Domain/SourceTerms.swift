/// Under which terms what a source says may be passed on, and whom to cite for it.
public struct SourceTerms: Sendable, Equatable {
    /// An SPDX id where there is one, else words.
    public let license: String
    /// Whom to name.
    public let citation: String

    init(_ license: String, _ citation: String) {
        self.license = license
        self.citation = citation
    }

    /// The terms of a source by its name; nil: nobody has looked at them, which is no permission.
    public static func of(_ source: String) -> SourceTerms? { known[source] }

    /// The sources whose terms are known.
    public static var names: [String] { known.keys.sorted() }

    private static let hub = SourceTerms(
        "the Hub's terms of service; facts stated by model authors", "Hugging Face Hub listing")

    private static let known: [String: SourceTerms] = [
        "huggingface": hub,
        "huggingface-webhook": hub,
        "curated": SourceTerms("this installation's own", "reviewed by this installation's curators"),
        "corrections": SourceTerms("this installation's own", "corrected by this installation's curators"),
        "inferred": SourceTerms("this installation's own", "inferred by this installation"),
        "helm": SourceTerms("Apache-2.0", "Stanford CRFM, Holistic Evaluation of Language Models (HELM)"),
        "mteb": SourceTerms("Apache-2.0", "Massive Text Embedding Benchmark (MTEB), model metadata"),
        "regions": SourceTerms("Apache-2.0", "Interconnects AI, tracked models (the ATOM project)"),
        "release-dates": SourceTerms("Apache-2.0", "Interconnects AI, tracked models (the ATOM project)"),
        "parameters": SourceTerms("Apache-2.0", "Interconnects AI, tracked models (the ATOM project)"),
        "atom": SourceTerms("Apache-2.0", "Interconnects AI, tracked models (the ATOM project)"),
        "models-dev": SourceTerms("MIT", "models.dev, open database of AI models"),
        "deployments": SourceTerms("MIT", "models.dev, open database of AI models"),
        "epoch": SourceTerms("CC-BY-4.0", "Epoch AI, data on AI models"),
        // Its repository has neither a licence file nor a sentence about reuse.
        "ecosystem-graphs": SourceTerms(
            "none stated by its repository: ask before passing it on",
            "Bommasani et al., Ecosystem Graphs, arXiv:2303.15772"),
        "mof": SourceTerms("CC-BY-4.0", "LF AI & Data, Model Openness Framework"),
        "osai": SourceTerms("CC-BY-4.0", "European Open Source AI Index, doi:10.5281/zenodo.15386042"),
        // "All data and visuals are licensed under CC-BY", without a version.
        "fmti": SourceTerms(
            "CC-BY, version not stated", "Bommasani et al., The Foundation Model Transparency Index, arXiv:2310.12941"),
    ]
}
