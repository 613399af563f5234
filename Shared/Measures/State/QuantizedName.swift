import Columns
import Domain

/// Names that say the weights were quantised, whatever relation is stated.
enum QuantizedName {
    static let marks = [
        "FP8", "FP4", "AWQ", "GPTQ", "GGUF", "NVFP4", "MXFP4", "EXL2", "EXL3", "INT4", "INT8", "BNB-4BIT",
    ]

    /// The marks, folded, as numbers.
    private static let packed = marks.map { packed($0) }

    private static func packed(_ word: String) -> UInt64 {
        word.utf8.reduce(1) { $0 << 8 | UInt64(ModelName.fold($1)) }
    }

    /// Whether a mark stands in the name as a word of its own, between `-`, `_`, `.`, `/` or the ends.
    static func matches(_ name: UnsafeRawBufferPointer) -> Bool {
        let marks = packed
        let bits = packed("BNB-4BIT")
        var start = 0
        while start < name.count {
            // The leading one tells words of different lengths apart.
            var word: UInt64 = 1
            var end = start
            while end < name.count, !isBreak(name[end]) {
                word = word << 8 | UInt64(ModelName.fold(name[end]))
                end += 1
            }
            if end - start >= 3, end - start <= 7, marks.contains(word) { return true }
            // One mark has a break in it.
            if end - start == 3, start + 8 <= name.count, start + 8 == name.count || isBreak(name[start + 8]) {
                for i in end..<start + 8 { word = word << 8 | UInt64(ModelName.fold(name[i])) }
                if word == bits { return true }
            }
            start = end + 1
        }
        return false
    }

    private static func isBreak(_ b: UInt8) -> Bool { b == 0x2d || b == 0x5f || b == 0x2e || b == 0x2f }
}
