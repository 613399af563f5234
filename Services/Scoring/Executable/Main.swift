import Runtime
import ScoringCore

@main
struct Main {
    static func main() async {
        // As its unit says: whoever starts it without one has it too.
        FreeMemory.mapBlocks(from: 4 << 20)
        await ServiceMain.main(ScoringConfiguration.registry) { [ScoringService($0)] }
    }
}
