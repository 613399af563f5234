/// Where the texts of licences lie.
///
/// A row is `target id|host/path, host/path, ...`, as ``LicenseTable/linkKey(_:)`` writes a link: without scheme,
/// `www.`, query, fragment and closing slash, in lower case. A link to a file inside a model's own repository
/// (`LICENSE`) says nothing of the text and is not here.
enum LicenseLinks {
    static let rows = #"""
        Apache-2.0|apache.org/licenses/license-2.0, apache.org/licenses/license-2.0.txt
        Apache-2.0|apache.org/licenses/license-2.0.html, choosealicense.com/licenses/apache-2.0
        Apache-2.0|opensource.org/licenses/apache-2.0, opensource.org/license/apache-2-0
        MIT|opensource.org/licenses/mit, opensource.org/license/mit, choosealicense.com/licenses/mit, mit-license.org
        GPL-3.0|gnu.org/licenses/gpl-3.0.en.html, gnu.org/licenses/gpl-3.0.html, gnu.org/licenses/gpl-3.0.txt
        AGPL-3.0|gnu.org/licenses/agpl-3.0.en.html, gnu.org/licenses/agpl-3.0.html, gnu.org/licenses/agpl-3.0.txt
        CC0-1.0|creativecommons.org/publicdomain/zero/1.0, creativecommons.org/publicdomain/zero/1.0/deed.en
        CC-BY-4.0|creativecommons.org/licenses/by/4.0, creativecommons.org/licenses/by/4.0/deed.en
        CC-BY-4.0|creativecommons.org/licenses/by/4.0/legalcode, creativecommons.org/licenses/by/4.0/legalcode.en
        CC-BY-SA-4.0|creativecommons.org/licenses/by-sa/4.0, creativecommons.org/licenses/by-sa/4.0/deed.en
        CC-BY-SA-4.0|creativecommons.org/licenses/by-sa/4.0/legalcode
        CC-BY-NC-4.0|creativecommons.org/licenses/by-nc/4.0, creativecommons.org/licenses/by-nc/4.0/deed.en
        CC-BY-NC-4.0|creativecommons.org/licenses/by-nc/4.0/legalcode
        CC-BY-NC-4.0|creativecommons.org/licenses/by-nc/4.0/legalcode.en, spdx.org/licenses/cc-by-nc-4.0
        CC-BY-NC-SA-4.0|creativecommons.org/licenses/by-nc-sa/4.0, creativecommons.org/licenses/by-nc-sa/4.0/deed.en
        CC-BY-NC-SA-4.0|creativecommons.org/licenses/by-nc-sa/4.0/legalcode
        CC-BY-NC-ND-4.0|creativecommons.org/licenses/by-nc-nd/4.0, creativecommons.org/licenses/by-nc-nd/4.0/deed.en
        CC-BY-ND-4.0|creativecommons.org/licenses/by-nd/4.0, creativecommons.org/licenses/by-nd/4.0/deed.en
        openmdw-1.0|openmdw.ai/license/1-0
        bigscience-bloom-rail-1.0|huggingface.co/spaces/bigscience/license
        creativeml-openrail-m|huggingface.co/spaces/compvis/stable-diffusion-license
        bigcode-openrail-m|huggingface.co/spaces/bigcode/bigcode-model-license-agreement
        gemma|ai.google.dev/gemma/terms, ai.google.dev/gemma/docs/terms
        llama2|ai.meta.com/llama/license, ai.meta.com/resources/models-and-libraries/llama-downloads
        llama2|llama.meta.com/llama2/license, llama.com/llama2/license
        llama3|llama.meta.com/llama3/license, llama.com/llama3/license
        llama3.1|llama.meta.com/llama3_1/license, llama.com/llama3_1/license
        llama3.1|github.com/meta-llama/llama-models/blob/main/models/llama3_1/license
        llama3.2|llama.meta.com/llama3_2/license, llama.com/llama3_2/license
        llama3.2|github.com/meta-llama/llama-models/blob/main/models/llama3_2/license
        llama3.3|llama.meta.com/llama3_3/license, llama.com/llama3_3/license
        llama3.3|github.com/meta-llama/llama-models/blob/main/models/llama3_3/license
        llama4|llama.com/llama4/license, github.com/meta-llama/llama-models/blob/main/models/llama4/license
        deepseek|github.com/deepseek-ai/deepseek-v2/blob/main/license-model
        deepseek|github.com/deepseek-ai/deepseek-v3/blob/main/license-model
        deepseek|github.com/deepseek-ai/deepseek-llm/blob/main/license-model
        deepseek|github.com/deepseek-ai/deepseek-coder/blob/main/license-model
        deepseek|github.com/deepseek-ai/deepseek-math/blob/main/license-model
        nvidia-open-model-license|nvidia.com/en-us/agreements/enterprise-software/nvidia-open-model-license
        nvidia-open-model-license|developer.download.nvidia.com/licenses/nvidia-open-model-license-agreement-june-2024.pdf
        qwen|huggingface.co/qwen/qwen2.5-72b/blob/main/license, huggingface.co/qwen/qwen2-72b/blob/main/license
        qwen|huggingface.co/qwen/qwen2.5-72b-instruct/blob/main/license
        qwen-research|huggingface.co/qwen/qwen2.5-3b/blob/main/license
        qwen-research|huggingface.co/qwen/qwen2.5-3b-instruct/blob/main/license
        tongyi-qianwen|github.com/qwenlm/qwen/blob/main/tongyi%20qianwen%20license%20agreement
        tongyi-qianwen-research|github.com/qwenlm/qwen/blob/main/tongyi%20qianwen%20research%20license%20agreement
        mistral-ai-research-licence|mistral.ai/licenses/mrl-0.1.md
        mnpl|mistral.ai/licenses/mnpl-0.1.md, mistral.ai/news/mistral-ai-non-production-license-mnpl
        stabilityai-ai-community|stability.ai/community-license-agreement
        flux-1-dev-non-commercial-license|huggingface.co/black-forest-labs/flux.1-dev/blob/main/license.md
        health-ai-developer-foundations|developers.google.com/health-ai-developer-foundations/terms
        dinov3-license|ai.meta.com/resources/models-and-libraries/dinov3-license
        tii-falcon-llm-license-2.0|falconllm.tii.ae/falcon-terms-and-conditions.html
        tii-falcon-llm-license-2.0|falconllm.tii.ae/falcon-mamba-7b-terms-and-conditions.html
        """#
}
