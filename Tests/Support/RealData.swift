import Glibc

/// The real files some tests read, where the machine has them.
public enum RealData {
    /// The folder that GROUNDSWELL_REAL_DATA names; nil without it.
    public static var folder: String? {
        guard let value = getenv("GROUNDSWELL_REAL_DATA") else { return nil }
        let path = String(cString: value)
        return path.isEmpty ? nil : path
    }

    /// What a skipped test says.
    public static let absence = "GROUNDSWELL_REAL_DATA does not name a folder with the real files"
}
