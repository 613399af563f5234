import ArgumentParser
import Domain
import Presentation
import StoreSchema
import Wire

/// `groundswell admin acts`.
struct ActsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acts",
        abstract: "Shows what administrators and curators did to the store: when, who, what.",
        discussion: """
            Setup, migrations, backups, restores, retention, pruning and erasures are noted with the user of the system who \
            ran them; curated records with the user whose connection brought them and the batch that holds them.

            Example:
              groundswell admin acts --limit 20
            """)

    @Option(help: ArgumentHelp("How many of the newest.", valueName: "number"))
    var limit = 100

    @Flag(help: "Print one JSON array.")
    var json = false

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit is 1 to 1000000") }
    }

    func run() throws {
        try options.becomeOwner()
        let acts = try options.connected { try Act.newest($0, limit: limit) }
        if json {
            let list = acts.map { act -> JSONValue in
                [
                    "at": .string(Timestamp(microseconds: act.at).description), "who": .string(act.who),
                    "what": .string(act.what), "detail": .string(act.detail),
                    "batch": act.batch.map { .integer($0) } ?? .null,
                ]
            }
            return Console.print(JSONValue.array(list).jsonText)
        }
        for act in acts {
            let batch = act.batch.map { ", batch \($0)" } ?? ""
            Console.print(
                Plain.line("\(Timestamp(microseconds: act.at))  \(act.who)  \(act.what): \(act.detail)\(batch)"))
        }
        if acts.isEmpty { Console.print("nothing is noted") }
    }
}
