import Domain

/// Something a reader of a class should know; it changes nothing in the class.
public struct MOFWarning: Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// An open licence that is unusual for the component's type: counted.
        case unusualLicenseType
        /// Not open as written, but our tables read an open licence into it.
        case licenseReadsOpen
        /// A component name the framework does not have: ignored.
        case unknownComponent
        /// A component listed more than once by a source: the last entry counts.
        case repeatedComponent
    }

    public var code: Code
    public var component: Component?
    /// The licence or the name as written.
    public var text: String
    /// For `licenseReadsOpen`: the licence it reads as, and the class if all such licences were written so.
    public var reading: String?
    public var classIfRead: Int?

    public var description: String {
        let name = component.map { "\($0.name) (\($0.id))" } ?? ""
        return switch code {
        case .unusualLicenseType:
            "\(name): \(text) is open but unusual for \(component?.contentType.rawValue ?? ""); it counts"
        case .licenseReadsOpen:
            "\(name): '\(text)' is not an open licence as written; written \(reading ?? "as its id"), "
                + "the model would be \(MOFClassification.label(classIfRead ?? 0))"
        case .unknownComponent: "'\(text)' is not a component of the framework; ignored"
        case .repeatedComponent: "\(name): listed more than once by \(text); the last entry counts"
        }
    }
}
