import Columns
import Measures

/// About how many bytes a state takes: what bounds how many are kept. Arrays by what they hold, text by its bytes.
enum Footprint {
    static func bytes(_ world: World) -> Int {
        let models = world.models
        // The columns of a model are 28 numbers, 97 bytes; lineage stands in it twice, and its closure once.
        return models.count * 137 + (models.name.isSelection ? models.count * 4 : models.name.byteCount) + world.graph
            .edgeCount * 10 + world.rowOfId.count * 4
            + models.details.values.reduce(0) { $0 + $1.utf8.count + 32 }
            + world.organizations.details.reduce(world.organizations.count * 64) { $0 + ($1?.utf8.count ?? 0) }
    }

    static func bytes(_ facts: Facts) -> Int {
        facts.modelNames.byteCount + facts.modelCount * 24 + size(facts.statements) + size(facts.bases)
            + size(facts.points) + size(facts.amounts) + size(facts.adoptions)
            + facts.documents.reduce(0) { $0 + $1.body.utf8.count + 64 } + facts.organizations.count * 160
            + facts.components.count * 80
    }

    private static func size<Row>(_ rows: ModelGrouped<Row>) -> Int {
        rows.byteCount
    }
}
