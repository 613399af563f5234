import Glibc
import ToolCore

@main
struct Main {
    static func main() async {
        exit(await Tool.run(Array(CommandLine.arguments.dropFirst())))
    }
}
