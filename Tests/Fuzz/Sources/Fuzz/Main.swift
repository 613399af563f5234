import CFuzzer
import Foundation

/// Runs libFuzzer over one target: `groundswell-fuzz TARGET LIBFUZZER-ARGUMENTS...`; without arguments, names the targets.
@main
struct Main {
    /// The target under test. Set once, before the first input.
    nonisolated(unsafe) static var target: (UnsafeRawBufferPointer) -> Void = { _ in }

    static func main() {
        var arguments = CommandLine.arguments
        guard arguments.count > 1, let target = Targets.all[arguments[1]] else {
            for name in Targets.all.keys.sorted() { print(name) }
            exit(arguments.count > 1 ? 2 : 0)
        }
        Self.target = target
        arguments.remove(at: 1)
        // libFuzzer keeps what it is given for as long as it runs.
        let copies = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: arguments.count + 1)
        for (index, argument) in arguments.enumerated() { copies[index] = strdup(argument) }
        copies[arguments.count] = nil
        var count = CInt(arguments.count)
        var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = copies
        exit(
            LLVMFuzzerRunDriver(&count, &values) { data, size in
                Main.target(UnsafeRawBufferPointer(start: data, count: size))
                return 0
            })
    }
}
