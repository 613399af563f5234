/// Other spellings under which a licence is stated.
///
/// A row is `target id|spelling, spelling, ...`; a target is an id of the SPDX list, the Hub's list or the named
/// list. Spellings are compared as ``LicenseTable/key(_:)`` writes them (case, blanks, `_` and quotation marks do not
/// count), so "Apache 2.0" needs no row of its own: it is the id `Apache-2.0` with a blank.
enum LicenseAliases {
    static let rows = #"""
        Apache-2.0|apache2, apache-2, apache2.0, apache-license, apache-license-v2.0, apache-v2, apache-v2.0
        Apache-2.0|apache-license-version-2.0, apache-license-2, asl-2.0, apache-2.0-license, apache2-license
        MIT|mit-licence, the-mit-license, expat, expat-license
        BSD-2-Clause|bsd-2, bsd2, simplified-bsd, freebsd
        BSD-3-Clause|bsd-3, bsd3, new-bsd, modified-bsd, bsd-new
        BSL-1.0|boost, boost-1.0, boost-software-license
        BUSL-1.1|bsl-1.1, busl, business-source-license, business-source-license-1.1
        PDDL-1.0|odc-pddl-1.0, odc-pddl, pddl-1
        ODC-By-1.0|odc-by-1, odcby
        ODbL-1.0|odc-odbl-1.0, odc-odbl
        CC0-1.0|cc0, cc-0, cc-zero, cc0-1, cc-0-1.0, creative-commons-zero
        CC-BY-4.0|ccby-4.0, ccby4.0, cc-by4.0, cc-4.0-by, creative-commons-attribution-4.0
        CC-BY-SA-4.0|ccbysa-4.0, cc-by-sa4.0
        CC-BY-NC-4.0|ccbync-4.0, cc-by-nc4.0, cc-by-nc-v4.0
        CC-BY-NC-4.0|creative-commons-attribution-non-commercial-4.0, creative-commons-attribution-noncommercial-4.0
        CC-BY-NC-SA-4.0|ccbyncsa-4.0, cc-by-nc-sa4.0, cc-nc-by-sa-4.0
        CC-BY-NC-ND-4.0|ccbyncnd-4.0, cc-by-nc-nd4.0
        GPL-3.0|gplv3, gpl3, gpl-v3, gnu-gpl-v3, gnu-gplv3, gnu-general-public-license-v3.0
        GPL-2.0|gplv2, gpl2, gpl-v2, gnu-gpl-v2, gnu-general-public-license-v2.0
        AGPL-3.0|agplv3, agpl3, agpl-v3, gnu-agplv3, gnu-affero-general-public-license-v3.0
        LGPL-3.0|lgplv3, lgpl3, lgpl-v3
        LGPL-2.1|lgplv2.1, lgpl-v2.1
        MPL-2.0|mpl2, mplv2, mpl-v2
        EPL-2.0|epl2
        Unlicense|the-unlicense, unlicence
        ISC|isc-license-isc
        LGPLLR|lgpllr
        C-UDA-1.0|c-uda-1
        SSPL-1.0|sspl
        Elastic-2.0|elastic-license-2.0, elv2
        PolyForm-Noncommercial-1.0.0|polyform-noncommercial, polyform-nc, polyform-nc-1.0.0
        openmdw-1.0|openmdw, openmdw-license
        creativeml-openrail-m|creativeml-open-rail-m, stable-diffusion-license
        bigcode-openrail-m|bigcode-open-rail-m, bigcode-openrail-m-v1
        bigscience-bloom-rail-1.0|bigscience-rail-1.0, bloom-rail-1.0, bloom
        openrail++|openrail++-m, creativeml-openrail++-m, open-rail++-m, openrail-plus-plus
        gemma|gemma-terms-of-use, gemma-license, gemma-terms
        llama2|llama-2, llama-2-community, llama2-community-license, llama-2-community-license
        llama2|llama-2-community-license-agreement
        llama3|llama-3, llama3-community, llama-3-community, llama3-community-license, llama-3-community-license
        llama3.1|llama-3.1, llama-3.1-community, llama3.1-community, llama-3.1-community-license
        llama3.1|llama3.1-community-license, llama3-1
        llama3.2|llama-3.2, llama-3.2-community, llama3.2-community, llama-3.2-community-license, llama3-2
        llama3.3|llama-3.3, llama-3.3-community, llama3.3-community, llama-3.3-community-license, llama3-3
        llama4|llama-4, llama-4-community, llama4-community, llama-4-community-license
        fair-noncommercial-research-license|fair-noncommercial-research, fair-nc
        apple-amlr|apple-ml-research, apple-model-license-for-research
        apple-ascl|apple-sample-code-license
        deepseek|deepseek-license, deepseek-license-agreement, deepseek-model-license
        modified-mit|mit-modified, modified-mit-license, kimi-modified-mit
        nvidia-open-model-license|nvidia-open-model-license-agreement, nvidia-open-model, nvidia-oml
        nvidia-open-model-license|nvidia-ai-open-model-license
        nvidia-source-code-nc|nvidia-source-code-license, nsclv1, nvidia-noncommercial-license, nscl-v1
        nvidia-source-code-nc|nvidia-oneway-noncommercial-license, nvidia-non-commercial-license
        nvidia-source-code-nc|nvidia-source-code-license-non-commercial
        qwen|qwen-license, qwen-license-agreement
        qwen-research|qwen-research-license, qwen-research-license-agreement
        tongyi-qianwen|tongyi-qianwen-license, tongyi-qianwen-license-agreement
        tongyi-qianwen-research|tongyi-qianwen-research-license
        mistral-ai-research-licence|mistral-ai-research-license, mrl, mrl-0.1, mistral-research-license
        mistral-ai-research-licence|mistral-research-licence
        mnpl|mnpl-0.1, mistral-ai-non-production-license, mistral-ai-non-production-licence, mistral-non-production
        stabilityai-ai-community|stability-ai-community-license, stabilityai-community, stability-community
        stabilityai-ai-community|stability-ai-community, stable-ai-community, stabilityai-community-license
        stabilityai-nc-research-community|stable-video-diffusion-1.1-nc-community, stabilityai-non-commercial
        stabilityai-nc-research-community|stability-ai-non-commercial-research-community-license, sai-nc-community
        flux-1-dev-non-commercial-license|flux1-dev-non-commercial-license, flux-dev-non-commercial-license
        flux-1-dev-non-commercial-license|flux.1-dev-non-commercial-license, flux-1-dev, flux-dev
        flux-1-dev-non-commercial-license|flux-non-commercial-license, flux.1-[dev]-non-commercial-license
        lfm1.0|lfm-1.0, lfm-open-license-v1.0, lfm-open-license, lfm-open-license-1.0
        health-ai-developer-foundations|hai-def, health-ai-developer-foundations-terms-of-use
        exaone|exaone-license, exaone-ai-model-license-1.1-nc, exaoneai-model-license-1.1-nc
        tencent-hunyuan-community|hunyuan-community, tencent-hunyuan-community-license, tencent-hunyuan-a13b
        tencent-hunyuan-community|tencent-hunyuan-community-license-agreement, hunyuan-community-license
        minimax-model-license|minimax-license, minimax-model-license-agreement, minimax
        dinov3-license|dinov3
        sam-license|sam, sam-3-license, sam3-license
        tii-falcon-llm-license-2.0|falcon-llm-license, falcon-llm-license-2.0, tii-falcon-license-2.0
        tii-falcon-llm-license-2.0|falcon-mamba-7b-license, tii-falcon-license
        """#
}
