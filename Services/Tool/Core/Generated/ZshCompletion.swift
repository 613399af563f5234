import Wire

/// Completions for zsh, made from the commands and the methods' definitions.
enum ZshCompletion {
    static func script(_ tool: CommandTree) -> String {
        let methods = MethodCommands.methods
        var out = """
            #compdef groundswell
            # Completions of groundswell for zsh; made by 'groundswell completions zsh'.
            _groundswell() {
                local -a commands methods entries
                local command="" sub="" method="" word
                commands=(\(tool.subcommands.map { described($0.name, $0.abstract) }.joined(separator: " ")))
                methods=(\(methods.map { described($0.name, $0.summary) }.joined(separator: " ")))
                for word in ${words[2,CURRENT-1]}; do
                    if [[ -z $command ]]; then
                        case $word in (\(tool.subcommands.map(\.name).joined(separator: "|"))) command=$word;; esac
                    elif [[ -z $method ]]; then
                        case $word in (\(methods.map(\.name).joined(separator: "|"))) method=$word;; esac
                        [[ -z $sub && $word != -* ]] && sub=$word
                    fi
                done
                if [[ -z $command ]]; then
                    _describe command commands
                    return
                fi
                case "$command ${words[CURRENT-1]}" in

            """
        for command in tool.subcommands where !MethodCommands.names.contains(command.name) {
            for option in command.options where !option.words.isEmpty {
                guard let long = option.long else { continue }
                let words = option.words.map(quoted).joined(separator: " ")
                out += "        ('\(command.name) \(long)') compset -P '*,'; compadd -- \(words); return;;\n"
            }
        }
        out += """
                esac
                case $command in
                    (\(MethodCommands.names.joined(separator: "|")))
                        if [[ -z $method ]]; then
                            _describe method methods
                            return
                        fi
                        case "${words[CURRENT-1]}" in

            """
        for (option, words) in MethodCommands.words.sorted(by: { $0.key < $1.key }) {
            out += "                (\(option)) compadd -- \(words.map(quoted).joined(separator: " ")); return;;\n"
        }
        out += """
                        esac
                        case "$method ${words[CURRENT-1]}" in

            """
        for method in methods {
            for parameter in method.allParameters where !parameter.words.isEmpty {
                let words = parameter.words.map(quoted).joined(separator: " ")
                let last = parameter.isList ? "compset -P '*,'; " : ""
                out += "                ('\(method.name) --\(parameter.name)') \(last)compadd -- \(words); return;;\n"
            }
        }
        out += """
                        esac
                        case $method in

            """
        for method in methods {
            let entries = method.allParameters.map { described("--" + $0.name, $0.meaning) }.joined(separator: " ")
            out += "                (\(method.name)) entries=(\(entries));;\n"
        }
        out += """
                        esac
                        case $command in

            """
        for name in MethodCommands.names {
            let own = MethodCommands.described(name).map { described($0.option, $0.meaning) }.joined(separator: " ")
            out += "                (\(name)) entries+=(\(own));;\n"
        }
        out += """
                        esac
                        _describe parameter entries
                        return;;

            """
        for command in tool.subcommands where !MethodCommands.names.contains(command.name) {
            out += "        (\(command.name)) entries=(\(entries(command)));;\n"
        }
        out += """
                esac
                _describe option entries
                _files
            }
            compdef _groundswell groundswell

            """
        return out
    }

    private static func entries(_ command: CommandTree) -> String {
        let subs = command.subcommands.map { described($0.name, $0.abstract) }
        let words = command.options.filter { $0.names.isEmpty }.flatMap(\.words).map(quoted)
        let options = command.options.compactMap { option in option.long.map { described($0, option.abstract) } }
        return (subs + words + options).joined(separator: " ")
    }

    /// `'name:what it is'`; a colon would part it.
    private static func described(_ name: String, _ text: String) -> String {
        quoted("\(name.replacing(":", with: "\\:")):\(text)")
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("\n", with: " ").replacing("'", with: "'\\''"))'"
    }
}
