import GroundswellClient
import Presentation
import Sources
import Synchronization
import Wire

/// Sends files one after the other, each as a stream of its own.
struct ImportRun {
    let folder: String
    let patience: Duration
    let progress: ImportProgress

    /// Shared by what sends and what takes rejects.
    private final class Places: Sendable {
        let map = Mutex(PlaceMap())
    }

    /// What was done, and why not all of it.
    struct Outcome {
        var report = ImportReport()
        var failure: String?
    }

    /// Sends the files, prints what has become of them and throws what is to end the program.
    func told(_ files: [SourceFile], isJSON: Bool) async throws {
        let outcome = await all(files)
        // A program gets its object in any case; a person nothing about a file of which nothing was sent.
        let text = isJSON ? outcome.report.json.jsonText : outcome.report.text(failed: outcome.failure != nil)
        if !text.isEmpty { Console.print(text) }
        if let failure = outcome.failure { throw ToolError.failed(failure) }
        if outcome.report.rejected > 0 { throw ToolExit.doneWithRejects }
    }

    /// Sends the files in order; the first that fails is the last.
    func all(_ files: [SourceFile]) async -> Outcome {
        Interrupts.watch()
        let ticker = Task { await progress.run() }
        defer { ticker.cancel() }
        var outcome = Outcome()
        for (place, file) in files.enumerated() {
            let (report, failure) = await one(file)
            outcome.report.files.append(report)
            for note in report.notes { Console.note(note.told(file.path)) }
            guard let failure else { continue }
            let left = files.count - place - 1
            outcome.failure = failure + (left > 0 ? "; \(Quantity.count(left, "file")) behind it not begun" : "")
            break
        }
        return outcome
    }

    private func one(_ file: SourceFile) async -> (FileReport, failure: String?) {
        var report = FileReport(file: file.path, format: file.adapter.format, stream: file.stream)
        var options = RecordStream.Options(name: file.stream, source: file.source, folder: folder)
        options.patience = patience
        let stream: RecordStream
        do throws(ClientError) {
            stream = try await RecordStream.open(options)
        } catch { return (report, ToolError.sentence(error)) }
        progress.begin(file.path, size: file.size)
        let places = Places()
        let path = file.path
        let (tally, reading, failure) = await withTaskGroup(of: Void.self) { group in
            group.addTask { await follow(stream, path, places) }
            group.addTask { await heedInterrupts(stream) }
            let result = await send(file, stream, places)
            group.cancelAll()
            return result
        }
        progress.end()
        (report.stored, report.duplicate) = (tally.stored, tally.duplicate)
        report.rejected = tally.rejected + Int64(reading?.rejected ?? 0)
        report.entries = reading?.entries ?? 0
        report.notes = reading?.notes ?? []
        return (report, failure)
    }

    /// Reads and sends to the end, or to the first fault; what was sent is settled either way.
    private func send(
        _ file: SourceFile, _ stream: RecordStream, _ places: Places
    ) async -> (StreamTally, Reading?, failure: String?) {
        var reading: Reading?
        var rejects = ToldRejects(file.path)
        defer { for sentence in rejects.rest { progress.tell(sentence) } }
        var fault: String?
        do {
            reading = try Reading(file)
            var more = true
            while more, !Interrupts.isRaised {
                do throws(ToolError) {
                    more = try reading?.next() ?? false
                } catch {
                    fault = error.message
                    more = false
                }
                guard let chunk = reading else { break }
                for reject in chunk.rejects where rejects.isTold(reject.code.rawValue) { progress.tell(reject.told) }
                progress.read(entriesRejected: chunk.rejected)
                places.map.withLock { $0.append(chunk.places, offset: chunk.offset) }
                if !chunk.places.isEmpty { try await stream.send(chunk.lines, lines: chunk.places.count) }
                // Lines an earlier run stored are settled without an ack.
                note(await stream.tally, places)
            }
            let tally = try await stream.finish()
            if let fault {
                return (
                    tally, reading,
                    "\(fault) (the \(Quantity.count(tally.lines, "record")) before it were sent and stay)"
                )
            }
            guard !Interrupts.isRaised || !more else { throw ClientError.cancelled }
            return (tally, reading, nil)
        } catch {
            let tally = await stream.tally
            return (tally, reading, fault ?? sentence(error, file, tally))
        }
    }

    private func sentence(_ error: any Error, _ file: SourceFile, _ tally: StreamTally) -> String {
        let so = "'\(file.path)' is stored up to record \(Quantity.whole(tally.line)); run it again to go on"
        switch error {
        case let error as ClientError:
            if error == .cancelled, Interrupts.isRaised { return "interrupted: \(so)" }
            return "\(ToolError.sentence(error)); \(so)"
        case let error as ToolError: return error.message
        default: return "\(error)"
        }
    }

    /// Takes acks and rejects as they come.
    private func follow(
        _ stream: RecordStream, _ path: String, _ places: Places
    ) async {
        for await event in stream.events {
            switch event {
            case .acknowledged(let tally): note(tally, places)
            case .rejected(let reject):
                let line = places.map.withLock { $0.place(of: reject.line) }
                progress.tell(Self.told(reject, path, line))
            case .reconnecting(let reason):
                progress.tell(
                    "groundswell: the connection to the ingest service broke (\(Plain.line(reason))); trying again")
            case .resumed(let line):
                progress.tell("groundswell: going on behind record \(Quantity.whole(line))")
            }
        }
    }

    private func note(_ tally: StreamTally, _ places: Places) {
        let offset = places.map.withLock { map in
            map.settle(through: tally.line)
            return map.settledOffset
        }
        progress.settled(tally, offset: offset)
    }

    /// `FILE:LINE: code: message`; without a known line, the stream's: `FILE: record 17: code: message`.
    static func told(_ reject: Reject, _ path: String, _ line: Int?) -> String {
        let place = line.map { "\(path):\($0)" } ?? "\(path): record \(reject.line)"
        let field = reject.path.isEmpty ? "" : " (\(reject.path))"
        return Plain.line("\(place): \(reject.code.rawValue): \(reject.message)\(field)")
    }

    /// After Ctrl-C what was sent is still settled; a service that does not get on with it is not waited for.
    private func heedInterrupts(_ stream: RecordStream) async {
        while !Task.isCancelled {
            if Interrupts.isRaised {
                guard (try? await Task.sleep(for: .seconds(3))) != nil else { return }
                return await stream.abandon()
            }
            guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { return }
        }
    }
}
