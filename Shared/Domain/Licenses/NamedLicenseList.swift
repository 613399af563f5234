/// Licences outside both lists that models state as `license: other` with a name, a link or both.
///
/// A row is `id|terms|name`; `id` is the name models state most. Terms are this project's reading of the published
/// texts; a licence whose text was not read is not here, and stays unmapped.
enum NamedLicenseList {
    static let rows = #"""
        modified-mit|R:cmrt:na|Modified MIT: large products must show the model's name
        deepseek|R:cmrt:nr|DeepSeek License Agreement, model
        nvidia-open-model-license|R:cmrt:nar|NVIDIA Open Model License Agreement
        nvidia-source-code-nc|N:mr:n|NVIDIA Source Code License, non-commercial
        qwen|R:cmrt:naNu|Qwen License Agreement
        qwen-research|N:mrt:naN|Qwen Research License Agreement
        tongyi-qianwen|R:cmr:nu|Tongyi Qianwen License Agreement
        tongyi-qianwen-research|N:mr:n|Tongyi Qianwen Research License Agreement
        mistral-ai-research-licence|N:mrt:nr|Mistral AI Research License
        mnpl|N:mrt:nr|Mistral AI Non-Production License
        stabilityai-ai-community|R:cmr:naru|Stability AI Community License
        stabilityai-nc-research-community|N:mr:nr|Stability AI Non-Commercial Research Community License
        flux-1-dev-non-commercial-license|N:mr:nr|FLUX.1 [dev] Non-Commercial License
        lfm1.0|R:cmrt:nu|LFM Open License v1.0
        health-ai-developer-foundations|R:cmrt:nr|Health AI Developer Foundations Terms of Use
        exaone|N:mr:naNr|EXAONE AI Model License Agreement, NC
        tencent-hunyuan-community|R:cmr:nru|Tencent Hunyuan Community License Agreement
        minimax-model-license|R:cmr:nru|MiniMax Model License Agreement
        dinov3-license|R:cmrt:nr|DINOv3 License
        sam-license|R:cmrt:nr|SAM License
        tii-falcon-llm-license-2.0|R:cmrt:nar|Falcon LLM License 2.0 and its acceptable use policy
        """#
}
