import Wire

/// Completions for fish, made from the commands and the methods' definitions.
enum FishCompletion {
    static func script(_ tool: CommandTree) -> String {
        var lines = [
            "# Completions of groundswell for fish; made by 'groundswell completions fish'.",
            "complete -c groundswell -n __fish_use_subcommand -l sockets -r -d 'The folder of the services\\' sockets.'",
        ]
        for command in tool.subcommands {
            lines.append(
                "complete -c groundswell -f -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.abstract))")
            let seen = "__fish_seen_subcommand_from \(command.name)"
            for option in command.options { lines += self.option(option, seen) }
            for sub in command.subcommands {
                lines.append("complete -c groundswell -f -n '\(seen)' -a \(sub.name) -d \(quoted(sub.abstract))")
                for option in sub.options {
                    lines += self.option(option, "\(seen); and __fish_seen_subcommand_from \(sub.name)")
                }
            }
        }
        let methods = MethodCommands.methods
        let commands = "__fish_seen_subcommand_from \(MethodCommands.names.joined(separator: " "))"
        let chosen = "__fish_seen_subcommand_from \(methods.map(\.name).joined(separator: " "))"
        for name in MethodCommands.names {
            for (option, value, meaning) in MethodCommands.described(name) where option != "--help" {
                let words = MethodCommands.words[option].map { " -x -a \(quoted($0.joined(separator: " ")))" }
                lines.append(
                    "complete -c groundswell -n '__fish_seen_subcommand_from \(name)' -l \(option.dropFirst(2))"
                        + (words ?? (value == nil ? "" : " -r")) + " -d \(quoted(meaning))")
            }
        }
        for method in methods {
            lines.append(
                "complete -c groundswell -f -n '\(commands); and not \(chosen)' -a \(method.name) -d \(quoted(method.summary))"
            )
            for parameter in method.allParameters {
                let words = parameter.words.isEmpty ? "" : " -a " + values(parameter.words, isList: parameter.isList)
                lines.append(
                    "complete -c groundswell -n '\(commands); and __fish_seen_subcommand_from \(method.name)' "
                        + "-l \(parameter.name) -x\(words) -d \(quoted(parameter.meaning))")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func option(_ option: CommandTree.Option, _ condition: String) -> [String] {
        guard let long = option.long else {
            guard !option.words.isEmpty else { return [] }
            return ["complete -c groundswell -n '\(condition)' -a \(quoted(option.words.joined(separator: " ")))"]
        }
        let words = option.words.isEmpty ? "" : " -a " + values(option.words, isList: true)
        let needs = option.value == nil ? "" : words.isEmpty ? " -r" : " -x" + words
        return [
            "complete -c groundswell -n '\(condition)' -l \(long.dropFirst(2))\(needs) -d \(quoted(option.abstract))"
        ]
    }

    /// The words of a value; of a list with commas the last one is completed.
    private static func values(_ words: [String], isList: Bool) -> String {
        guard isList else { return quoted(words.joined(separator: " ")) }
        return quoted("(__fish_complete_list , 'printf \"%s\\n\" \(words.joined(separator: " "))')")
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'").replacing("\n", with: " "))'"
    }
}
