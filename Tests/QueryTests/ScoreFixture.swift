import Postgres
import StoreSchema
import TestSupport

/// A store whose scores are written by hand.
final class ScoreFixture {
    let owner: Connection
    /// How the gateway connects: with its own role.
    let conninfo: String
    let folder: TemporaryFolder

    init(filled: Bool = true) throws {
        let database = try TestCluster.shared.database("query")
        owner = try Connection(ConnectionConfiguration(conninfo: database))
        _ = try Migrator.migrate(owner)
        conninfo = database + " user=groundswell_query"
        folder = try TemporaryFolder(prefix: "gsq")
        if filled { try fill() }
    }

    /// Epoch 1: five identities of three organisations, batch 7 of 9.
    func fill() throws {
        try owner.execute(
            """
            INSERT INTO score.organization (id, epoch, country, kind, name, details) VALUES
              (1, 1, \(code("CN")), 0, 'deepseek-ai', '{"name": "DeepSeek", "evidence": "https://e.example",
                "countrySource": "curated", "parent": "high-flyer"}'),
              (2, 1, \(code("US")), 0, 'meta-llama', NULL),
              (3, 1, \(code("CN")), 0, 'Qwen', NULL);
            INSERT INTO score.model (id, epoch, organization, flags, country, access, gated, released_precision,
              released, created, parameters, net_likes, gain_7d, gain_30d, gain_since_first, decayed_adoption,
              downloads_30d, derivatives, descendants, name, license, task, library, details) VALUES
              (1, 1, 1, 0, \(code("CN")), 0, 0, 0, '2025-01-20', '2025-01-20 03:46:07+00', 671000000000,
                13317, 14, 60, 34, 12.5, 900000, 3, 4, 'deepseek-ai/DeepSeek-R1', 'mit', 'text-generation',
                'transformers', NULL),
              (2, 1, 3, 32, \(code("CN")), 0, -1, 1, '2025-04-01', NULL, 8000000000, 500, 7, NULL, 9, 3, NULL, 1, 1,
                'Qwen/Qwen3-8B', 'apache-2.0', 'text-generation', 'transformers', '{"licenseName": "Apache"}'),
              (3, 1, 2, 0, \(code("US")), 1, 1, 2, '2024-01-01', NULL, 8000000000, 500, -2, NULL, -5, 1.25, NULL,
                0, 0, 'meta-llama/Llama-3-8B', 'llama3', 'text-generation', NULL, NULL),
              (4, 1, NULL, 1, 0, 7, -1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, 6,
                'ghost/parent', NULL, NULL, NULL, NULL),
              (5, 1, 2, 0, \(code("US")), 7, -1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0,
                'meta-llama/quote"d', NULL, 'image-text-to-text', NULL, NULL);
            INSERT INTO score.alias (sort, id, epoch, key) VALUES (0, 1, 1, 'deepseek-ai/r1'), (1, 1, 1, 'deepseek');
            INSERT INTO groundswell.batch (number, observations, events, facts, token)
              VALUES (7, 1, 0, 0, 1), (9, 1, 0, 0, 2);
            INSERT INTO groundswell.source (id, name) VALUES (0, 'huggingface'), (1, 'atom');
            INSERT INTO score.daily (model, day, series, source, value, amount) VALUES
              (1, '2025-01-21', 0, 0, 100, NULL), (1, '2025-01-22', 0, 0, 150, 50), (1, '2025-01-22', 0, 1, 149, NULL);
            INSERT INTO score.roll_up (batch) VALUES (6);
            """)
        try publish(1, batch: 7)
    }

    /// Writes an epoch's header; readers take it over.
    func publish(_ number: Int, batch: Int, generation: Int = 1) throws {
        try owner.execute(
            """
            INSERT INTO score.epoch (number, batch, generation, as_of, models, coverage, sources, definitions)
            SELECT \(number), \(batch), \(generation), '2026-05-04 04:10:37+00', count(*),
              '{"models": 4, "placeholders": 1}', '{huggingface,atom}', 'test' FROM score.model
            """)
    }

    private func code(_ country: String) -> Int { country.utf8.reduce(0) { $0 << 8 | Int($1) } }
}
