extension [Int] {
    /// Each element once, ascending.
    package var ascending: [Int] {
        var result: [Int] = []
        result.reserveCapacity(count)
        for element in sorted() where result.last != element { result.append(element) }
        return result
    }
}
