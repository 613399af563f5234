import Wire

/// Completions for bash, made from the commands and the methods' definitions.
enum BashCompletion {
    static func script(_ tool: CommandTree) -> String {
        let methods = MethodCommands.methods
        var out = """
            # Completions of groundswell for bash; made by 'groundswell completions bash'.
            _groundswell_parameters() {
                case "$1" in

            """
        for method in methods {
            out +=
                "        \(method.name)) echo '\(method.allParameters.map { "--" + $0.name }.joined(separator: " "))';;\n"
        }
        out += """
                esac
            }
            _groundswell_words() {
                case "$1 $2" in

            """
        for method in methods {
            for parameter in method.allParameters where !parameter.words.isEmpty {
                out +=
                    "        '\(method.name) --\(parameter.name)') echo '\(parameter.words.joined(separator: " "))';;\n"
            }
        }
        out += """
                esac
            }
            _groundswell() {
                local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
                local command="" sub="" method="" words="" values="" place word head=""
                for ((place = 1; place < COMP_CWORD; place++)); do
                    word="${COMP_WORDS[place]}"
                    if [[ -z $command ]]; then
                        case "$word" in \(tool.subcommands.map(\.name).joined(separator: "|"))) command="$word";; esac
                    elif [[ -z $method ]]; then
                        case "$word" in \(methods.map(\.name).joined(separator: "|"))) method="$word";; esac
                        [[ -z $sub && $word != -* ]] && sub="$word"
                    fi
                done
                case "$command" in
                    '') words='\((tool.subcommands.map(\.name) + ["--sockets", "--version", "--help"]).joined(separator: " "))';;

            """
        for command in tool.subcommands {
            out += "        \(command.name)) " + body(command) + ";;\n"
        }
        out += """
                esac
                # Of a list with commas the last word is completed.
                if [[ -n $values ]]; then
                    [[ $current == *,* ]] && head="${current%,*},"
                    COMPREPLY=($(compgen -P "$head" -W "$values" -- "${current##*,}"))
                else
                    COMPREPLY=($(compgen -W "$words" -- "$current"))
                fi
            }
            complete -o default -F _groundswell groundswell

            """
        return out
    }

    private static func body(_ command: CommandTree) -> String {
        if MethodCommands.names.contains(command.name) {
            let names = MethodCommands.methods.map(\.name).joined(separator: " ")
            let own = MethodCommands.options(command.name).joined(separator: " ")
            let valued = MethodCommands.options(command.name).compactMap { option in
                MethodCommands.words[option].map { "\(option)) values='\($0.joined(separator: " "))';;" }
            }
            let ofOptions = valued.isEmpty ? "" : "case \"$previous\" in \(valued.joined(separator: " ")) esac; "
            return "if [[ -z $method ]]; then words='\(names) \(own)'; else "
                + "values=\"$(_groundswell_words \"$method\" \"$previous\")\"; \(ofOptions)"
                + "words=\"$(_groundswell_parameters \"$method\") \(own)\"; fi"
        }
        let options = command.options.compactMap(\.long) + ["--help"]
        let words = command.options.filter { $0.names.isEmpty }.flatMap(\.words)
        let valued = command.options.compactMap { option in
            option.long.flatMap { long in
                option.words.isEmpty ? nil : "\(long)) values='\(option.words.joined(separator: " "))';;"
            }
        }
        let ofOptions = valued.isEmpty ? "" : "case \"$previous\" in \(valued.joined(separator: " ")) esac; "
        guard !command.subcommands.isEmpty else {
            return ofOptions + "words='\((words + options).joined(separator: " "))'"
        }
        let inner = command.subcommands.map { sub in
            "\(sub.name)) words='\((sub.options.compactMap(\.long) + ["--help"]).joined(separator: " "))';;"
        }
        return "case \"$sub\" in \(inner.joined(separator: " ")) "
            + "*) words='\((command.subcommands.map(\.name) + options).joined(separator: " "))';; esac"
    }
}
