/// Sums of whole weights and of weights times shares, exact, so that they do not depend on the order of what is added.
///
/// Shares are counted in units of 2^-60: a share is rounded to them once, where it is divided.
public struct ExactSum: Sendable, Hashable, Comparable {
    /// The share 1.
    static let one: Int64 = 1 << 60

    private var whole: Int128 = 0
    /// Below 2^60.
    private var fraction: Int64 = 0

    public init() {}

    public init(_ whole: Int64) { self.whole = Int128(whole) }

    /// An amount counted in parts of one: of as many as `unit` each. Rounded once to units of 2^-60: up to 2^58 parts to
    /// one, different amounts stay different.
    init(_ amount: Int128, unit: Int64) {
        let unit = Int128(unit)
        var rest = amount % unit
        if rest < 0 { rest += unit }
        whole = (amount - rest) / unit
        carry(Int64((rest << 60 + unit / 2) / unit))
    }

    @inline(__always)
    mutating func add(_ weight: Int64) { whole += Int128(weight) }

    @inline(__always)
    mutating func add(_ weight: Int64, times share: Int64) {
        if share == Self.one { return add(weight) }
        let product = Int128(weight) * Int128(share)
        whole += product >> 60
        carry(Int64(truncatingIfNeeded: product & Int128(Self.one - 1)))
    }

    public static func += (a: inout ExactSum, b: ExactSum) {
        a.whole += b.whole
        a.carry(b.fraction)
    }

    public static func + (a: ExactSum, b: ExactSum) -> ExactSum {
        var sum = a
        sum += b
        return sum
    }

    public static func - (a: ExactSum, b: ExactSum) -> ExactSum {
        var result = a
        result.whole -= b.whole
        result.fraction -= b.fraction
        if result.fraction < 0 {
            result.fraction += Self.one
            result.whole -= 1
        }
        return result
    }

    @inline(__always)
    private mutating func carry(_ more: Int64) {
        fraction += more
        if fraction >= Self.one {
            fraction -= Self.one
            whole += 1
        }
    }

    /// One of as many equal parts, rounded once.
    func part(of count: Int) -> ExactSum {
        let count = Int128(count)
        var rest = whole % count
        if rest < 0 { rest += count }
        var part = ExactSum()
        part.whole = (whole - rest) / count
        let units = (rest << 60 + Int128(fraction) + count / 2) / count
        part.whole += units >> 60
        part.fraction = Int64(truncatingIfNeeded: units & Int128(Self.one - 1))
        return part
    }

    public var isZero: Bool { whole == 0 && fraction == 0 }

    /// The nearest double.
    public var value: Double { Double(whole) + Double(fraction) / Double(Self.one) }

    public static func < (a: ExactSum, b: ExactSum) -> Bool {
        a.whole != b.whole ? a.whole < b.whole : a.fraction < b.fraction
    }
}

extension ExactSum: ExpressibleByIntegerLiteral, CustomStringConvertible {
    public init(integerLiteral value: Int64) { self.init(value) }

    public var description: String { fraction == 0 ? "\(whole)" : "\(value)" }
}
