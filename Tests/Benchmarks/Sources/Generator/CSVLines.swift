import Domain

/// The same things as CSV with names and ISO times, for what stands beside us.
enum CSVLines {
    static func events(_ events: [GeneratedEvent], _ catalogue: Catalogue) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(events.count * 90)
        var day: Int64 = -1
        var date: [UInt8] = []
        for event in events {
            let today = event.at / 86_400_000_000
            if today != day {
                day = today
                date = Array("\(UTCDay(number: Int32(day)))T".utf8)
            }
            bytes += catalogue.names[Int(event.model)].utf8
            bytes += ",\(event.kind.name),\(event.amount),\(Adoption.source),".utf8
            bytes += date
            let second = Int(event.at / 1_000_000 - day * 86_400)
            for part in [second / 3600, second / 60 % 60, second % 60] {
                bytes.append(48 + UInt8(part / 10))
                bytes.append(48 + UInt8(part % 10))
                bytes.append(58)
            }
            bytes[bytes.count - 1] = 0x5A
            bytes.append(10)
        }
        return bytes
    }

    static func nodes(_ catalogue: Catalogue) -> [UInt8] {
        var bytes = Array("id,name,author,country,downloads,listed\n".utf8)
        for node in catalogue.names.indices {
            let author = Int(catalogue.author[node])
            let country = catalogue.authors[author].country?.name ?? "unreviewed"
            let isListed = node < catalogue.modelCount
            let downloads = isListed ? catalogue.downloads[node] : 0
            bytes += "\(node),\(catalogue.names[node]),\(author),\(country),\(downloads),\(isListed)\n".utf8
        }
        return bytes
    }

    static func edges(_ catalogue: Catalogue) -> [UInt8] {
        var bytes = Array("child,parent,relation\n".utf8)
        for child in 0..<catalogue.modelCount {
            for edge in Int(catalogue.starts[child])..<Int(catalogue.starts[child + 1]) {
                bytes += "\(child),\(catalogue.parents[edge]),\(catalogue.relations[edge].name)\n".utf8
            }
        }
        return bytes
    }
}
