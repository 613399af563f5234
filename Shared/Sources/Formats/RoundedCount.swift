/// A count as counters show it, and how exactly.
///
/// `15.3K` is 15,300, to the nearest 100. `74K` is 74,000, to the nearest 100 too: a trailing `.0` is dropped. `523` is
/// exact, and so is `8,214`.
struct RoundedCount: Equatable {
    var value: Int64
    /// 0.1 of the unit shown, or less where more digits are shown.
    var step: Int64

    init?(_ text: String) {
        var digits = Array(text.utf8)
        var unit: Int64 = 1
        switch digits.last {
        case UInt8(ascii: "K"): unit = 1_000
        case UInt8(ascii: "M"): unit = 1_000_000
        case UInt8(ascii: "B"): unit = 1_000_000_000
        default: break
        }
        if unit > 1 { digits.removeLast() }
        var whole: Int64 = 0
        var scale: Int64 = 1
        var hasPoint = false
        var hasDigit = false
        var sinceComma: Int?
        for byte in digits {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (product, high) = whole.multipliedReportingOverflow(by: 10)
                let (sum, over) = product.addingReportingOverflow(Int64(byte - 48))
                if high || over { return nil }
                whole = sum
                if hasPoint { scale *= 10 }
                if scale > unit { return nil }
                hasDigit = true
                if !hasPoint { sinceComma = sinceComma.map { $0 + 1 } }
            case UInt8(ascii: ".") where !hasPoint && hasDigit && unit > 1:
                hasPoint = true
                hasDigit = false
            case UInt8(ascii: ",") where !hasPoint && hasDigit && (sinceComma ?? 3) == 3: sinceComma = 0
            default: return nil
            }
        }
        guard hasDigit, (sinceComma ?? 3) == 3 else { return nil }
        let (value, over) = whole.multipliedReportingOverflow(by: unit / scale)
        if over { return nil }
        self.value = value
        step = unit == 1 ? 1 : min(unit / 10, unit / scale)
    }
}
