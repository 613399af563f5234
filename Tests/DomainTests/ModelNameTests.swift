import Domain
import Testing

@Suite struct ModelNameTests {
    private func isValid(_ id: String) -> Bool { Array(id.utf8).withUnsafeBytes { ModelName.isValid($0) } }

    @Test(arguments: [
        "gpt2", "deepseek-ai/DeepSeek-R1", "a", "a/b/c", "模型/名", "a/b (x=1)", String(repeating: "x", count: 200),
    ])
    func accepts(id: String) { #expect(isValid(id)) }

    @Test(arguments: [
        "", "/", "/a", "a/", " a", "a ", "a\tb", "a\nb", "a\u{7f}", "\u{0}", String(repeating: "x", count: 201),
    ])
    func refuses(id: String) { #expect(!isValid(id)) }

    @Test func theKeyFoldsASCIIOnly() {
        #expect(ModelName.key("DeepSeek-AI/R1") == "deepseek-ai/r1")
        #expect(ModelName.key("already/lower_1.5") == "already/lower_1.5")
        #expect(ModelName.key("ÄÖ/\u{212A}Z") == "ÄÖ/\u{212A}z")
        #expect(ModelName.key("[@`{") == "[@`{")
    }

    @Test func theAuthorStandsBeforeTheFirstSlash() {
        #expect(ModelName.author("deepseek-ai/DeepSeek-R1") == "deepseek-ai")
        #expect(ModelName.author("a/b/c") == "a")
        #expect(ModelName.author("gpt2") == nil)
        #expect(ModelName.author("/x") == nil)
    }
}
