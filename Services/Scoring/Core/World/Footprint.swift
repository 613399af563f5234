import Columns
import Measures

/// About how many bytes a state takes: what bounds how many are kept. Arrays by what they hold, text by its bytes.
enum Footprint {
    static func bytes(_ world: World) -> Int {
        let models = world.models
        // The columns of a model are 27 numbers, 79 bytes, 26 of them of gains; where its edges begin twice, and its component.
        return models.count * (models.hasGains ? 91 : 65) + (models.name.isSelection ? 0 : models.name.byteCount)
            + world.graph
            .edgeCount * 10 + world.rowOfId.count / 4
            + models.details.values.reduce(0) { $0 + $1.utf8.count + 32 }
            + world.organizations.details.values.reduce(world.organizations.count * 48) { $0 + $1.utf8.count + 32 }
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
