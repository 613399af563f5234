import ArgumentParser
import Presentation
import Runtime
import StoreSchema
import Wire

/// `groundswell admin retention`.
struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Shows which months the policy no longer keeps; with --apply, takes them out.",
        discussion: """
            The policy is how many days observations and events are kept, 0 for ever: in /etc/groundswell/retention.yaml, or \
            by the options. Months are taken out of the store's tables into the schema groundswell_detached and kept there \
            unchanged; nothing is deleted. From the next start of scoring on they are no longer in answers.

            Examples:
              groundswell admin retention
              groundswell admin retention --events 730 --apply
            """)

    @Flag(help: "Take the months out; without it nothing is changed.")
    var apply = false

    @Flag(help: "Print a file of the policy with every setting explained, and end.")
    var defaultPolicy = false

    @Option(help: ArgumentHelp("Days that observations are kept; 0: for ever.", valueName: "days"))
    var observations: Int?

    @Option(help: ArgumentHelp("Days that events are kept; 0: for ever.", valueName: "days"))
    var events: Int?

    @Option(help: ArgumentHelp("The file of the policy.", valueName: "file"))
    var policy = "/etc/groundswell/retention.yaml"

    @OptionGroup var options: DatabaseOptions

    func run() throws {
        if defaultPolicy { return Console.print(RetentionPolicy.file) }
        let kept = try RetentionPolicy.read(policy)
        let days = [("observation", observations ?? kept.observations), ("event", events ?? kept.events)]
        guard days.allSatisfy({ (0...100_000).contains($0.1) }) else {
            throw ToolError.usage("days are 0 to 100000", command: "admin retention")
        }
        guard days.contains(where: { $0.1 > 0 }) else {
            return Console.print("everything is kept: the policy names no days")
        }
        let who = Operator.name
        try options.becomeOwner()
        try options.connected { connection in
            if apply { try Retention.finish(connection) }
            var count = 0
            for (table, days) in days where days > 0 {
                for month in try Retention.due(connection, table: table, days: days) {
                    if apply {
                        try Retention.detach(connection, month)
                        try Act.note(connection, who: who, what: "retention", detail: "took out \(month.partition)")
                    }
                    Console.print(
                        "\(apply ? "took out" : "would take out") \(month.partition), "
                            + "\(Quantity.whole(month.bytes >> 20)) MiB")
                    count += 1
                }
            }
            if count == 0 { Console.print("nothing is older than the policy keeps") }
        }
    }
}

/// How long facts are kept.
public enum RetentionPolicy {
    static let observationDays = ConfigurationKey(
        "observations.days", default: 0, meaning: "Days that observations are kept in the store's tables; 0: for ever."
    ) { (0...100_000).contains($0) ? nil : "should be 0 to 100000" }
    static let eventDays = ConfigurationKey(
        "events.days", default: 0, meaning: "Days that events are kept in the store's tables; 0: for ever."
    ) { (0...100_000).contains($0) ? nil : "should be 0 to 100000" }

    /// The file's settings.
    public static let registry = ConfigurationRegistry(
        program: "groundswell-retention", version: Tool.version, summary: "What 'groundswell admin retention' keeps.",
        keys: [observationDays, eventDays])

    /// Every setting as a comment, under a line of its own: there is no program of that name.
    static var file: String {
        let settings = registry.defaultConfig.split(separator: "\n\n", maxSplits: 1).last ?? ""
        return "# \(registry.summary) Take the '#' away before a name to change it.\n\n\(settings)"
    }

    static func read(_ file: String) throws(ToolError) -> (observations: Int, events: Int) {
        do {
            guard case .run(let settings) = try registry.resolve(arguments: [], environment: [:], defaultFile: file)
            else {
                return (0, 0)
            }
            return (settings[observationDays], settings[eventDays])
        } catch { throw .failed("\(error)") }
    }
}
