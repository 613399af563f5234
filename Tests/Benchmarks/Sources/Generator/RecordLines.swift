import Domain
import Wire

/// Generated things as lines of the record stream.
enum RecordLines {
    static func organizations(_ catalogue: Catalogue, into bytes: inout [UInt8]) -> Int {
        let reviewed = catalogue.authors.filter { $0.country != nil }
        for author in reviewed {
            let record = OrganizationRecord(
                id: author.name, country: author.country, kind: .company, source: "curated",
                at: Timestamp(day: Catalogue.lastDay))
            RecordWriter.write(.organization(record), into: &bytes)
        }
        return reviewed.count
    }

    static func models(_ catalogue: Catalogue, into bytes: inout [UInt8]) -> Int {
        let tasks = ["text-generation", "text-classification", "automatic-speech-recognition", "text-to-image"]
        let at = Timestamp(day: Catalogue.lastDay)
        for model in 0..<catalogue.modelCount {
            let license = Int(catalogue.license[model])
            let record = ModelRecord(
                id: catalogue.names[model], created: Timestamp(microseconds: catalogue.created[model]),
                gated: model % 25 == 0, license: license < 0 ? nil : Licenses.names[license],
                parameters: model % 3 == 0 ? 1_000_000_000 * Int64(1 + model % 70) : nil, task: tasks[model % 4],
                library: "transformers",
                bases: (Int(catalogue.starts[model])..<Int(catalogue.starts[model + 1])).map {
                    .init(id: catalogue.names[Int(catalogue.parents[$0])], relation: catalogue.relations[$0])
                }, source: Catalogue.hub, at: at)
            RecordWriter.write(.model(record), into: &bytes)
        }
        return catalogue.modelCount
    }

    /// Models that nobody has named before, by known authors; every third has a known model as its base.
    static func newModels(_ count: Int, named prefix: String, _ catalogue: Catalogue, into bytes: inout [UInt8]) {
        let at = Timestamp(day: Catalogue.lastDay)
        for i in 0..<count {
            let place = (i &* 7_919) % catalogue.modelCount
            let author = catalogue.authors[Int(catalogue.author[place])].name
            let record = ModelRecord(
                id: "\(author)/\(prefix)-\(i)", created: at, license: "apache-2.0", task: "text-generation",
                library: "transformers",
                bases: i % 3 == 0 ? [.init(id: catalogue.names[place], relation: .finetune)] : [],
                source: Catalogue.hub, at: at)
            RecordWriter.write(.model(record), into: &bytes)
        }
    }

    /// The downloads of the last 30 days of every model, on each of the last `days` days at noon.
    static func downloads(_ catalogue: Catalogue, days: Int, seed: UInt64, into bytes: inout [UInt8]) -> Int {
        var random = RandomSource(seed: seed)
        for back in (0..<days).reversed() {
            let day = UTCDay(number: Catalogue.lastDay.number - Int32(back))
            let at = Timestamp(microseconds: Timestamp(day: day).microseconds + 43_200_000_000)
            for model in 0..<catalogue.modelCount {
                // Two of five day-to-day changes go down; the last day has the catalogue's own figure.
                let value = catalogue.downloads[model]
                let earlier = back == 0 ? value : Int64(Double(value) * (0.9 + 0.18 * random.uniform()))
                RecordWriter.write(
                    ObservationRecord(
                        model: catalogue.names[model], series: "downloads30d", value: earlier, source: Catalogue.hub,
                        at: at), into: &bytes)
            }
        }
        return days * catalogue.modelCount
    }

    static func events(_ events: [GeneratedEvent], _ catalogue: Catalogue, into bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + events.count * 150)
        for event in events {
            let adopter = event.adopter < 0 ? nil : EventRecord.Adopter(id: "adopter-\(event.adopter)", country: .other)
            RecordWriter.write(
                EventRecord(
                    model: catalogue.names[Int(event.model)], kind: event.kind, amount: Int64(event.amount),
                    adopter: adopter, source: Adoption.source, at: Timestamp(microseconds: event.at)), into: &bytes)
        }
    }
}
