import ArgumentParser
import Presentation
import StoreSchema

/// `groundswell admin erase`.
struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Takes a personal account's name out of the store; its adoption stays, under an anonymous id.",
        discussion: """
            The account goes on as 'anonymous-...', and its models as 'anonymous-.../model-NUMBER': as adopter, as publisher, \
            and in texts that speak of it. Counts, lineage and dates stay. Ingest and scoring must be stopped meanwhile; \
            scoring's next start writes every score anew. Not reached: backups, journals, and months that were copied \
            elsewhere. What a source says again under the name afterwards is stored as of a new account: run it again.

            Example:
              systemctl stop groundswell.target
              groundswell admin erase some-user
              systemctl start groundswell.target
            """)

    @Argument(help: ArgumentHelp("The account, as it stands before the slash of a model's id.", valueName: "account"))
    var account: String

    @OptionGroup var options: DatabaseOptions

    func validate() throws {
        guard !account.isEmpty, account.utf8.count <= 96, account.utf8.allSatisfy({ $0 > 32 && $0 != 47 && $0 < 127 })
        else { throw ValidationError("ACCOUNT is a name without a slash, for example some-user") }
    }

    func run() throws {
        let who = Operator.name
        try options.becomeOwner()
        let outcome = try options.connected { connection -> Erasure.Outcome in
            do {
                return try Erasure.erase(connection, account: account, who: who)
            } catch let error as ErasureError { throw ToolError.failed("\(error)") }
        }
        guard !outcome.isEmpty else {
            throw ToolError.failed("nothing in the store is called '\(Plain.line(account))'")
        }
        Console.print(
            "it is \(outcome.anonymous) now: \(Quantity.count(outcome.adopters, "adopter")), "
                + "\(Quantity.count(outcome.organizations, "organization")), \(Quantity.count(outcome.models, "model")), "
                + "\(Quantity.count(outcome.texts, "text")) changed; start groundswell.target again")
    }
}
