import Columns
import Domain

/// What the columns hold of one model. Read all at once: the places lie far apart in memory, and a processor that may ask for
/// all of them waits about as long as for one.
struct ModelRow {
    let organization: Int32
    let flags: ModelFlags
    let country: Country
    let access: Access
    let gated: Int8
    let released: Int32
    let releasedPrecision: Int8
    let created: Int64
    let parameters: Int64
    let activeParameters: Int64
    let netLikes: Int64
    let gain7d: Int64
    let gain30d: Int64
    let gainSinceFirst: Int64
    let decayedAdoption: Double
    let downloads30d: Int64
    let downloadsAllTime: Int64
    let pulls: Int64
    let derivatives: Int32
    let descendants: Int32
    let license: Int32
    let task: Int32
    let library: Int32

    init(_ table: borrowing ModelTable, _ row: Int) {
        organization = table.organization[row]
        flags = table.flags[row]
        country = table.country[row]
        access = table.access[row]
        gated = table.gated[row]
        released = table.released[row]
        releasedPrecision = table.releasedPrecision[row]
        created = table.created[row]
        parameters = table.parameters[row]
        activeParameters = table.activeParameters[row]
        netLikes = table.netLikes[row]
        gain7d = table.gain7d[row]
        gain30d = table.gain30d[row]
        gainSinceFirst = table.gainSinceFirst[row]
        decayedAdoption = table.decayedAdoption[row]
        downloads30d = table.downloads30d[row]
        downloadsAllTime = table.downloadsAllTime[row]
        pulls = table.pulls[row]
        derivatives = table.derivatives[row]
        descendants = table.descendants[row]
        license = table.license[row]
        task = table.task[row]
        library = table.library[row]
    }
}
