import Domain

/// A model that its developer presented as its best general-purpose one at the time.
public struct Flagship: Sendable, Equatable {
    /// The ids catalogues have it under; the first whose access is known counts, else the first described.
    public var ids: [String]
    public var country: Country
    public var released: PartialDate
    /// Where its release is announced or described.
    public var evidence: String

    public init(ids: [String], country: Country, released: PartialDate, evidence: String) {
        self.ids = ids
        self.country = country
        self.released = released
        self.evidence = evidence
    }
}

/// The list that ``Closedness`` reads, where the asker names none.
///
/// On it are language models that their developer released as its most capable general-purpose one, from developers that
/// had such a release in the year; not smaller sizes, earlier dates of one release, or models for one task. Changing a
/// row changes the version. The access of a flagship is never on the list: the facts say it.
public enum Flagships {
    public static let version = "flagships/2025-12"

    public static let all: [Flagship] = rows.split(separator: "\n").compactMap { row in
        let parts = row.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
        guard parts.count == 4, let country = Country(name: parts[0][0]), let released = PartialDate(parts[1][0]) else {
            return nil
        }
        return Flagship(ids: parts[2], country: country, released: released, evidence: "https://" + parts[3][0])
    }

    /// Country, release, ids, evidence.
    static let rows = """
        AE|2023-05-25|tiiuae/falcon-40b|arxiv.org/abs/2311.16867
        AE|2023-09-06|tiiuae/falcon-180B|arxiv.org/abs/2311.16867
        CA|2024-04-04|CohereLabs/c4ai-command-r-plus cohere/command-r-plus|cohere.com/blog/command-r-plus-microsoft-azure
        CA|2025-03-13|CohereLabs/c4ai-command-a-03-2025 cohere/command-a-03-2025|arxiv.org/abs/2504.00698
        CH|2025-09-02|swiss-ai/Apertus-70B-2509 swiss-ai/Apertus-70B-Instruct-2509|arxiv.org/abs/2509.14233
        CN|2023-11-02|01-ai/Yi-34B|arxiv.org/abs/2403.04652
        CN|2023-11-29|deepseek-ai/deepseek-llm-67b-base deepseek-ai/deepseek-llm-67b-chat|arxiv.org/abs/2401.02954
        CN|2023-11-30|Qwen/Qwen-72B|arxiv.org/abs/2309.16609
        CN|2024-05-06|deepseek-ai/DeepSeek-V2|arxiv.org/abs/2405.04434
        CN|2024-06-07|Qwen/Qwen2-72B-Instruct|arxiv.org/abs/2407.10671
        CN|2024-09-19|Qwen/Qwen2.5-72B-Instruct qwen/qwen2.5-72b-instruct-turbo|arxiv.org/abs/2412.15115
        CN|2024-12-26|deepseek-ai/DeepSeek-V3|arxiv.org/abs/2412.19437
        CN|2025-01-20|deepseek-ai/DeepSeek-R1 deepseek/deepseek-r1|arxiv.org/abs/2501.12948
        CN|2025-04-28|Qwen/Qwen3-235B-A22B alibaba/qwen3-235b-a22b|arxiv.org/abs/2505.09388
        CN|2025-06-16|MiniMaxAI/MiniMax-M1-80k|arxiv.org/abs/2506.13585
        CN|2025-07-11|moonshotai/Kimi-K2-Instruct|arxiv.org/abs/2507.20534
        CN|2025-07-28|zai-org/GLM-4.5 zhipuai/glm-4.5|arxiv.org/abs/2508.06471
        CN|2025-08-21|deepseek-ai/DeepSeek-V3.1|huggingface.co/deepseek-ai/DeepSeek-V3.1
        CN|2025-09|alibaba/qwen3-max|qwen.ai/blog
        CN|2025-11-06|moonshotai/Kimi-K2-Thinking|huggingface.co/moonshotai/Kimi-K2-Thinking
        CN|2025-12-01|deepseek-ai/DeepSeek-V3.2|arxiv.org/abs/2512.02556
        FR|2023-09-27|mistralai/Mistral-7B-v0.1|arxiv.org/abs/2310.06825
        FR|2023-12-11|mistralai/Mixtral-8x7B-v0.1 mistralai/Mixtral-8x7B-Instruct-v0.1|arxiv.org/abs/2401.04088
        FR|2024-02-26|mistralai/mistral-large-2402|mistral.ai/news/mistral-large
        FR|2024-07-24|mistralai/Mistral-Large-Instruct-2407 mistralai/mistral-large-2407|mistral.ai/news/mistral-large-2407
        FR|2025-05-07|mistralai/mistral-medium-2505 mistral/mistral-medium-2505|mistral.ai/news/mistral-medium-3
        FR|2025-12-02|mistralai/Mistral-Large-3-675B-Instruct-2512 mistralai/mistral-large-2512 mistral/mistral-large-2512|mistral.ai/news/mistral-3
        IL|2024-03-28|ai21labs/Jamba-v0.1|arxiv.org/abs/2403.19887
        KR|2023-12-13|upstage/SOLAR-10.7B-v1.0|arxiv.org/abs/2312.15166
        KR|2024-08-07|LGAI-EXAONE/EXAONE-3.0-7.8B-Instruct|arxiv.org/abs/2408.03541
        US|2020-06-11|openai/davinci|arxiv.org/abs/2005.14165
        US|2022-04-05|google/palm|arxiv.org/abs/2204.02311
        US|2022-05-03|meta/opt-175b|arxiv.org/abs/2205.01068
        US|2022-11-28|openai/text-davinci-003|arxiv.org/abs/2203.02155
        US|2023-02-24|meta/llama-65b|arxiv.org/abs/2302.13971
        US|2023-03-14|openai/gpt-4-0314 openai/gpt-4|arxiv.org/abs/2303.08774
        US|2023-07-11|anthropic/claude-2.0|www.anthropic.com/news/claude-2
        US|2023-07-18|meta-llama/Llama-2-70b-hf meta/llama-2-70b|arxiv.org/abs/2307.09288
        US|2023-12-06|google/gemini-1.0-pro-001 google/gemini-pro|arxiv.org/abs/2312.11805
        US|2024-02-15|google/gemini-1.5-pro-001|arxiv.org/abs/2403.05530
        US|2024-03-04|anthropic/claude-3-opus-20240229|www.anthropic.com/news/claude-3-family
        US|2024-03-17|xai-org/grok-1|x.ai/news/grok-os
        US|2024-04-18|meta-llama/Meta-Llama-3-70B meta/llama-3-70b|ai.meta.com/blog/meta-llama-3
        US|2024-05-13|openai/gpt-4o-2024-05-13 openai/gpt-4o|openai.com/index/hello-gpt-4o
        US|2024-06-20|anthropic/claude-3-5-sonnet-20240620|www.anthropic.com/news/claude-3-5-sonnet
        US|2024-07-23|meta-llama/Llama-3.1-405B meta/llama-3.1-405b-instruct-turbo|arxiv.org/abs/2407.21783
        US|2024-12-03|amazon/nova-pro-v1:0|aws.amazon.com/ai/generative-ai/nova
        US|2024-12-05|openai/o1-2024-12-17 openai/o1|openai.com/index/openai-o1-system-card
        US|2025-02-17|xai/grok-3-beta|x.ai/news/grok-3
        US|2025-02-24|anthropic/claude-3-7-sonnet-20250219|www.anthropic.com/news/claude-3-7-sonnet
        US|2025-03-25|google/gemini-2.5-pro google/gemini-2.5-pro-exp-03-25|arxiv.org/abs/2507.06261
        US|2025-04-05|meta-llama/Llama-4-Maverick-17B-128E-Instruct meta/llama-4-maverick-17b-128e-instruct meta/llama-4-maverick-17b-instruct|ai.meta.com/blog/llama-4-multimodal-intelligence
        US|2025-04-16|openai/o3-2025-04-16 openai/o3|openai.com/index/introducing-o3-and-o4-mini
        US|2025-05-22|anthropic/claude-opus-4-20250514|www.anthropic.com/news/claude-4
        US|2025-07-09|xai/grok-4-0709|x.ai/news/grok-4
        US|2025-08-07|openai/gpt-5-2025-08-07 openai/gpt-5|openai.com/index/introducing-gpt-5
        US|2025-11-18|google/gemini-3-pro-preview|blog.google/products/gemini/gemini-3
        US|2025-11-24|anthropic/claude-opus-4-5-20251101 anthropic/claude-opus-4-5-20251124|www.anthropic.com/news/claude-opus-4-5
        """
}
