import ArgumentParser

/// `groundswell completions bash|zsh|fish`.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints a shell's completions: commands, methods, their parameters and the words these take.",
        discussion: """
            Examples:
              groundswell completions bash > ~/.local/share/bash-completion/completions/groundswell
              groundswell completions zsh > ~/.zfunc/_groundswell
              groundswell completions fish > ~/.config/fish/completions/groundswell.fish
            """)

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        guard let tool = CommandTree.tool() else { throw ToolError.failed("the commands cannot be described") }
        switch shell {
        case .bash: Console.print(BashCompletion.script(tool))
        case .zsh: Console.print(ZshCompletion.script(tool))
        case .fish: Console.print(FishCompletion.script(tool))
        }
    }
}
