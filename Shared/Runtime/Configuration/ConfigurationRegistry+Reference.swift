extension ConfigurationRegistry {
    /// The text of `--help`.
    public var help: String {
        var text =
            "\(program): \(summary)\n\nUsage: \(program) [--config FILE] [--check-config] [SETTINGS]\n\nSettings:\n"
        for key in keys {
            text += "  \(key.flag) VALUE\n      \(key.meaning)\n      A \(key.expectation)"
            text += key.writtenDefault.map { ", by default \($0.isEmpty ? "empty" : $0)" } ?? ", always needed"
            text += ". Also \(key.variable).\(key.isReloadable ? " Taken over by a reload." : "")\n"
        }
        return text + """

            Other flags:
              --config FILE    read settings from this YAML file (by default /etc/groundswell/\(program).yaml, if there)
              --check-config   check the settings, print them with where each comes from, and end
              --default-config print a file with every setting, its meaning and its default, and end
              --reference      print a page of all settings, and end
              --help, -h       print this
              --version        print the version

            At SIGHUP the settings are read again; those that say so are taken over at once.
            Flags come before environment variables, those before the file.

            """
    }

    /// The reference page in Markdown: one section of the page of all settings.
    public var reference: String {
        var text = "## \(program)\n\n\(summary)\n\n| setting | type | default | meaning |\n|---|---|---|---|\n"
        for key in keys {
            let value = key.writtenDefault.map { $0.isEmpty ? "empty" : "`\($0)`" } ?? "(needed)"
            text += "| `\(key.name)`, `\(key.flag)`, `\(key.variable)` | \(key.expectation) | \(value) | \(key.meaning)"
            text += key.isReloadable ? " *Taken over by a reload.* |\n" : " |\n"
        }
        return text
    }

    /// A file in which every setting stands as a comment, with its meaning and its default.
    public var defaultConfig: String {
        var text = """
            # Settings of \(program). \(summary)
            #
            # Every setting stands here with its default. To change one, take the '#' away before its name. A flag of the
            # program (--batch-rows) comes before an environment variable (GROUNDSWELL_BATCH_ROWS), that before this file.
            # '\(program) --check-config' says whether a file is right. A setting that says so is taken over by
            # 'systemctl reload \(program)', the others by a restart.

            """
        for key in keys {
            text += "\n" + Self.commented(key.meaning) + "# A \(key.expectation)."
            text += key.isReloadable ? " Taken over by a reload.\n" : "\n"
            text += "#\(key.name): \(Self.yaml(key))\n"
        }
        return text
    }

    private static func yaml(_ key: any DeclaredKey) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let written = key.writtenDefault ?? ""
        switch key.contentType {
        case .string: return quoted(written)
        case .stringArray:
            return "[\(written.split(separator: ",").map { quoted(String($0)) }.joined(separator: ", "))]"
        default: return written
        }
    }

    private static func commented(_ sentence: String) -> String {
        var lines = [""]
        for word in sentence.split(separator: " ") {
            if lines[lines.count - 1].utf8.count + word.utf8.count > 110 { lines.append("") }
            lines[lines.count - 1] += " " + word
        }
        return lines.map { "#\($0)\n" }.joined()
    }
}
