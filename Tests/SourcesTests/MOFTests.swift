import Domain
import Testing
import Wire

@testable import Sources

@Suite struct MOFTests {
    static let file = """
        framework:
          name: 'Model Openness Framework'
          version: '1.0'
        release:
          name: Example
          version: 7B
          date: '2025-05-22'
          producer: Lab
          huggingface: 'https://huggingface.co/lab/example/tree/main'
          license:
            distribution:
              name: Apache-2.0
              path: ''
            code:
              name:
            data:
              name: ''
            document:
              name: unlicensed
          components:
            - name: 'Model architecture'
            - name: 'Training code'
              license: unlicensed
            - name: Datasets
              license: ''
            - name: 'Model parameters (Final)'
              license: MIT
              component_path: https://example.org/weights
            - name: 'Model card'
              license:
            - name: Weights
              license: MIT
            - name: 'Evaluation data'
              license: ~
            - name: 'Model parameters (Final)'
              license: ' mit '

        """

    func licenses(_ reading: Reading) -> [Int: String?] {
        Dictionary(uniqueKeysWithValues: reading.components.map { ($0.id, $0.license) })
    }

    @Test func componentsWithTheLicenceThatHolds() {
        let reading = read(MOFAdapter.self, Self.file, options: AdapterOptions(file: "x.yml"))
        #expect(reading.failure == nil)
        #expect(
            licenses(reading) == [
                9: "Apache-2.0", 7: "unlicensed", 15: "unlicensed", 10: " mit ", 13: "unlicensed", 19: "Apache-2.0",
            ])
        #expect(reading.components.map(\.id) == [7, 9, 10, 13, 15, 19])
        #expect(reading.models.map(\.id) == ["lab/example"])
        #expect(reading.components.allSatisfy { $0.model == "lab/example" && $0.source == "mof" && $0.present })
        #expect(reading.components.first?.at == Timestamp("2025-05-22T00:00:00Z"))
        #expect(reading.noted(.componentRepeated) == 1)
    }

    @Test func anUnknownComponentIsARejectWithItsPlace() throws {
        let reading = read(MOFAdapter.self, Self.file, options: AdapterOptions(file: "x.yml"))
        let reject = try #require(reading.rejects.first)
        #expect(reading.rejects.count == 1)
        #expect(reject.code == .wordUnknown)
        #expect(reject.path == "release.components[5].name")
        #expect(reject.line == 31)
        #expect(reject.file == "x.yml")
        #expect(try MOFReader.read(Array(Self.file.utf8), file: "x.yml").release.unknownComponents == ["Weights"])
    }

    @Test func lineBreaksOfBothKinds() {
        let crlf = Self.file.replacing("\n", with: "\r\n")
        let options = AdapterOptions(file: "x.yml")
        #expect(
            read(MOFAdapter.self, crlf, options: options).records
                == read(MOFAdapter.self, Self.file, options: options).records)
    }

    @Test func theTimeIsTheCallersOrTheFiles() {
        let given = read(MOFAdapter.self, Self.file, options: AdapterOptions(at: seen, file: "x.yml"))
        #expect(given.components.allSatisfy { $0.at == seen })
        let undated = Self.file.replacing("  date: '2025-05-22'\n", with: "")
        let reading = read(MOFAdapter.self, undated, options: AdapterOptions(file: "x.yml"))
        #expect(reading.failure?.path == "release.date")
    }

    @Test(arguments: [
        ("https://huggingface.co/a/b", "a/b"), ("https://huggingface.co/a/b?x=1", "a/b"),
        ("https://huggingface.co/datasets/a/b", "Lab/N"), ("https://huggingface.co/a", "Lab/N"),
        ("https://example.org/a/b", "Lab/N"), ("a/b", "Lab/N"), ("", "Lab/N"),
    ])
    func theModelsId(_ link: String, _ id: String) throws {
        let text = "release:\n  name: N\n  producer: Lab\n  huggingface: '\(link)'\n"
        #expect(try MOFReader.read(Array(text.utf8), file: "x").release.modelId == id)
    }

    @Test(arguments: [
        ("framework: {name: x}\n", SourceCode.fieldMissing, "release"),
        ("release: none\n", .fieldMissing, "release"),
        ("release:\n  components: []\n", .fieldMissing, "release.name"),
        ("release:\n  name: ''\n", .fieldMissing, "release.name"),
        ("release:\n  name: N\n  components: all\n", .fieldType, "release.components"),
        ("release:\n  name: N\n  license: MIT\n", .fieldType, "release.license"),
        ("release:\n  name: N\n  license:\n    code: MIT\n", .fieldType, "release.license.code"),
        ("release:\n  name: N\n  date: soon\n", .timeInvalid, "release.date"),
        ("release:\n  name: N\n  name: M\n", .yamlInvalid, ""),
        ("release: &a\n  name: N\n  components: [*a]\n", .yamlInvalid, ""),
        ("release:\n  name: [N\n", .yamlInvalid, ""), ("", .fileEmpty, ""),
    ])
    func badFilesAreTypedRejects(_ text: String, _ code: SourceCode, _ path: String) {
        let error = #expect(throws: SourceError.self) { try MOFReader.read(Array(text.utf8), file: "x.yml") }
        #expect(error?.code == code)
        #expect(error?.path == path)
        #expect(error?.file == "x.yml")
    }

    /// By itself: as an argument the million lines would stand in the test's output.
    @Test func fileOfTooManyLinesIsRefused() {
        badFilesAreTypedRejects(String(repeating: "# line\n", count: 1_000_000), .limitExceeded, "")
    }

    @Test func oneBadEntryDoesNotStopTheOthers() throws {
        let text =
            "release:\n  name: N\n  components:\n    - Model card\n    - name: [a]\n    - name: Datasets\n      license: {a: b}\n    - name: Data card\n"
        let (release, rejects) = try MOFReader.read(Array(text.utf8), file: "x")
        #expect(release.entries.map(\.component) == [.dataCard])
        #expect(
            rejects.map(\.path) == [
                "release.components[0]", "release.components[1].name", "release.components[2].license",
            ])
        #expect(rejects.map(\.line) == [4, 5, 7])
    }

    @Test func toldByItsContent() {
        #expect(Adapters.detect(Array(Self.file.utf8), fileName: "x") == .format("mof"))
    }
}
