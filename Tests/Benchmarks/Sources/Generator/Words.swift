import Domain

/// Names as hubs have them: 5 to 40 bytes on either side of the slash.
enum Words {
    private static let stems = [
        "nova", "Deep", "open", "Tiny", "mega", "Blue", "quantum", "Lumen", "north", "Echo", "vector", "Aurora",
    ]
    private static let kinds = ["labs", "ai", "research", "ml", "team", "community"]
    private static let families = [
        "Llama-3.1", "Qwen2.5", "Mistral", "gemma-2", "Phi-4", "DeepSeek-R1", "whisper", "bert-base", "sdxl", "t5",
    ]
    private static let sizes = ["0.5B", "1B", "3B", "7B", "8B", "14B", "32B", "70B"]
    private static let uses = [
        "instruct", "chat", "lora", "base", "sft", "dpo", "merged", "vision", "code", "roleplay",
    ]

    static func author(_ number: Int, _ random: inout RandomSource) -> String {
        let stem = stems[random.below(stems.count)]
        return random.chance(0.4)
            ? "\(stem)-\(kinds[random.below(kinds.count)])-\(String(number, radix: 36))"
            : "\(stem)_\(String(number, radix: 36))x"
    }

    static func model(_ number: Int, _ random: inout RandomSource) -> String {
        let family = families[random.below(families.count)]
        let size = sizes[random.below(sizes.count)]
        let use = uses[random.below(uses.count)]
        return number == 0 ? "\(family)-\(size)-\(use)" : "\(family)-\(size)-\(use)-v\(number)"
    }
}

/// Where reviewed organisations are based.
enum Countries {
    private static let table: [(String, Double)] = [
        ("US", 45), ("CN", 30), ("FR", 6), ("DE", 3), ("GB", 3), ("KR", 3), ("JP", 3), ("CA", 2), ("IL", 2), ("AE", 2),
        ("EU", 1),
    ]
    static let all = table.compactMap { Country(name: $0.0) }
    static let weights = table.map(\.1)
}

/// Licences as models state them, where they do.
enum Licenses {
    static let stated = 0.36
    private static let table: [(String, Double)] = [
        ("apache-2.0", 44), ("mit", 16), ("other", 12), ("openrail", 6), ("llama3.1", 6), ("cc-by-nc-4.0", 5),
        ("gemma", 4), ("cc-by-4.0", 4), ("creativeml-openrail-m", 3),
    ]
    static let names = table.map(\.0)
    static let weights = table.map(\.1)
}
