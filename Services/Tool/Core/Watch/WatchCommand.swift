import ArgumentParser
import GroundswellClient
import Presentation
import Wire

/// `groundswell watch`: what happens, line by line, until Ctrl-C.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Prints what happens in the world, as it happens, until Ctrl-C.",
        discussion: """
            Kinds: record (another model leads), crossover (one country's share exceeds another's), license (a model states \
            another one), deletion, climbing (a model climbs faster than its cohort), claim (another verdict), quiet (a \
            source without news). A gateway that restarts is waited for; no event is lost or told twice. At the end the \
            batch from which to go on is told on standard error. --json prints an event a line.

            Examples:
              groundswell watch
              groundswell watch --kinds record,license --country CN
              groundswell watch --from 1200 --json
            """)

    @Option(
        help: ArgumentHelp("Only these kinds, with commas.", valueName: "kinds"),
        completion: .list(WatchEvent.Kind.all.map(\.name)))
    var kinds: String?

    @Option(help: ArgumentHelp("Only events about this country and models from there.", valueName: "country"))
    var country: String?

    @Option(help: ArgumentHelp("Only events about this organization's models.", valueName: "organization"))
    var organization: String?

    @Option(help: ArgumentHelp("Only events about this model.", valueName: "id"))
    var model: String?

    @Option(help: ArgumentHelp("First what came after this batch.", valueName: "batch"))
    var from: Int64?

    @Flag(help: "Print an event a line, as JSON.")
    var json = false

    @OptionGroup var sockets: SocketOptions

    func run() async throws {
        let wanted = try Self.kinds(kinds)
        Interrupts.watch()
        do throws(ClientError) {
            let gateway = try await GatewayClient.connect(folder: sockets.folder)
            let watch = gateway.watch(
                .init(kinds: wanted, country: country, organization: organization, model: model, from: from))
            let failure = await follow(watch)
            await gateway.close()
            if let failure { throw failure }
        } catch { throw AskCommand.told(error, isJSON: json) }
    }

    /// Prints until somebody interrupts; returns what else ended it.
    private func follow(_ watch: WatchSequence) async -> ClientError? {
        let isJSON = json
        let failure = await withTaskGroup(of: ClientError?.self) { group in
            group.addTask {
                do throws(ClientError) {
                    for try await event in watch {
                        Console.print(
                            isJSON
                                ? event.json.jsonText
                                : WatchView.lines(event, width: Terminal.width, colors: Terminal.hasColors)
                                    .joined(separator: "\n"))
                    }
                    return nil
                } catch { return error }
            }
            group.addTask {
                while !Interrupts.isRaised, (try? await Task.sleep(for: .milliseconds(50))) != nil {}
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if let batch = watch.position.batch {
            Console.note("told up to batch \(batch); 'groundswell watch --from \(batch)' goes on from there")
        }
        return failure
    }

    static func kinds(_ text: String?) throws(ToolError) -> [WatchEvent.Kind] {
        guard let text else { return [] }
        var kinds: [WatchEvent.Kind] = []
        for word in text.split(separator: ",") {
            let kind = WatchEvent.Kind(name: word.trimming(" "))
            guard WatchEvent.Kind.all.contains(kind) else {
                throw .usage(
                    "'\(word)' is no kind of event; there are "
                        + WatchEvent.Kind.all.map(\.name).joined(separator: ", "), command: "watch")
            }
            kinds.append(kind)
        }
        return kinds
    }
}

/// One event for people. Pure.
enum WatchView {
    static func lines(_ event: WatchEvent, width: Int?, colors: Bool) -> [String] {
        let kind = DisplayWidth.pad(Plain.line(event.kind.name), to: 10)
        let day = event.at.map { String($0.description.prefix(10)) } ?? "          "
        let head = "\(day)  \(kind)"
        let text = head + Plain.line(event.text)
        guard let width, width > 50 else { return [colors ? Paint.event(text, kind: kind) : text] }
        let lines = MethodHelp.wrap(text, width: width, indent: DisplayWidth.of(head), keeping: head)
        return colors ? [Paint.event(lines[0], kind: kind)] + lines.dropFirst() : lines
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}
