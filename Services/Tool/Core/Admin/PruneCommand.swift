import ArgumentParser
import Presentation
import StoreSchema

/// `groundswell admin prune`.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Forgets the positions of old webhook and crawl streams; facts stay.",
        discussion: """
            Every webhook and every crawl is a stream with a row of its own. A timer may run this daily, with the role that \
            owns the database. A webhook that is sent again after its row is gone is stored again.

            Example:
              groundswell admin prune --days 90 --database "host=/run/postgresql dbname=groundswell user=postgres"
            """)

    @Option(
        help: ArgumentHelp("Days since a stream last moved; at least \(StreamPruning.leastDays).", valueName: "days"))
    var days = 90

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        guard days >= StreamPruning.leastDays else {
            throw ValidationError(
                "--days should be at least \(StreamPruning.leastDays): what is younger may be sent again")
        }
    }

    func run() throws {
        let who = Operator.name
        try options.becomeOwner()
        let count = try options.connected { try StreamPruning.prune($0, olderThan: days) }
        if count > 0 { try options.note(who, "prune", "\(Quantity.count(count, "stream")) older than \(days) days") }
        Console.print("\(Quantity.count(count, "stream")) forgotten")
    }
}
