import Runtime
import ScoringCore

@main
struct Main {
    static func main() async {
        await ServiceMain.main(ScoringConfiguration.registry) { [ScoringService($0)] }
    }
}
