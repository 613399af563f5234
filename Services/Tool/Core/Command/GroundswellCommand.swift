import ArgumentParser

/// The root: `groundswell`.
struct GroundswellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "groundswell",
        abstract: "Watches the open-model world: takes in what is known of models, and answers questions about them.",
        discussion: """
            The services' sockets are looked for in --sockets DIR (before or after the subcommand), else in the \
            environment variable GROUNDSWELL_SOCKETS, else where a quickstart runs in this folder or one above \
            (.groundswell/sockets), else in /run/groundswell.

            Examples:
              groundswell status
              groundswell ask leaderboard --measure derivatives --limit 5
              groundswell ask dependence --of US --on CN --json
              groundswell import huggingface listing.ndjson --at 2026-05-04T04:10:37Z

            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with rejects.
            """,
        version: Tool.version,
        subcommands: [
            ImportCommand.self,
            AskCommand.self,
            OpennessCommand.self,
            ExportCommand.self,
            ChartCommand.self,
            ReportCommand.self,
            MCPCommand.self,
            WaitCommand.self,
            StatusCommand.self,
            CurateCommand.self,
            ClaimsCommand.self,
            WatchCommand.self,
            CompletionsCommand.self,
            ManualCommand.self,
            AdminCommand.self,
            DoctorCommand.self,
        ])
}
