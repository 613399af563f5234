extension ConfigurationRegistry {
    /// The text of `--help`.
    public var help: String {
        var text =
            "\(program): \(summary)\n\nUsage: \(program) [--config FILE] [--check-config] [SETTINGS]\n\nSettings:\n"
        for key in keys {
            text += "  \(key.flag) VALUE\n      \(key.meaning)\n      A \(key.expectation)"
            text += key.writtenDefault.map { ", by default \($0.isEmpty ? "empty" : $0)" } ?? ", always needed"
            text += ". Also \(key.variable).\n"
        }
        return text + """

            Other flags:
              --config FILE    read settings from this YAML file (by default /etc/groundswell/\(program).yaml, if there)
              --check-config   check the settings, print them with where each comes from, and end
              --help, -h       print this
              --version        print the version

            Flags come before environment variables, those before the file.

            """
    }

    /// The reference page in Markdown.
    public var reference: String {
        var text =
            "# Settings of \(program)\n\n\(summary)\n\n| setting | type | default | meaning |\n|---|---|---|---|\n"
        for key in keys {
            let value = key.writtenDefault.map { "`\($0)`" } ?? "(needed)"
            text +=
                "| `\(key.name)`, `\(key.flag)`, `\(key.variable)` | \(key.expectation) | \(value) | \(key.meaning) |\n"
        }
        return text
    }
}
