import Columns
import Domain

/// Names that say the weights were quantised, whatever relation is stated.
enum QuantizedName {
    static let marks = [
        "FP8", "FP4", "AWQ", "GPTQ", "GGUF", "NVFP4", "MXFP4", "EXL2", "EXL3", "INT4", "INT8", "BNB-4BIT",
    ]
    .map { Array($0.lowercased().utf8) }

    /// Whether a mark stands in the name as a word of its own, between `-`, `_`, `.`, `/` or the ends.
    static func matches(_ name: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        func isBreak(_ b: UInt8) -> Bool { b == 0x2d || b == 0x5f || b == 0x2e || b == 0x2f }
        while start < name.count {
            for mark in marks where start + mark.count <= name.count {
                let end = start + mark.count
                if end == name.count || isBreak(name[end]),
                    (0..<mark.count).allSatisfy({ ModelName.fold(name[start + $0]) == mark[$0] })
                {
                    return true
                }
            }
            while start < name.count, !isBreak(name[start]) { start += 1 }
            start += 1
        }
        return false
    }
}
