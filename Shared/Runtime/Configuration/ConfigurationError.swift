/// Why settings cannot be used. Every case ends the program with exit code 2.
public enum ConfigurationError: Error, Sendable, Equatable {
    /// A flag that does not exist, with the nearest that does.
    case unknownFlag(String, nearest: String?)
    /// An entry of the file that does not exist, with the nearest that does.
    case unknownKey(String, file: String, nearest: String?)
    /// An argument that belongs to no flag.
    case unexpectedArgument(String)
    /// A flag that needs a value and has none.
    case valueMissing(flag: String)
    /// A flag given more than once, or with more than one value.
    case repeated(flag: String)
    /// The value has another type.
    case wrongType(key: String, source: String, expected: String)
    /// The value has the right type and is refused by the key.
    case refused(key: String, source: String, reason: String)
    /// A setting without a default that nobody set.
    case required(key: String, flag: String, variable: String)
    /// The settings contradict each other, or what there is on this machine.
    case inconsistent(String)
    /// The file cannot be read.
    case fileUnreadable(path: String, reason: String)
    /// The file is no YAML mapping.
    case fileMalformed(path: String, reason: String)

    /// The stable code of the error.
    public var code: String {
        switch self {
        case .unknownFlag: "configuration.unknownFlag"
        case .unknownKey: "configuration.unknownKey"
        case .unexpectedArgument: "configuration.unexpectedArgument"
        case .valueMissing: "configuration.valueMissing"
        case .repeated: "configuration.repeated"
        case .wrongType: "configuration.wrongType"
        case .refused: "configuration.refused"
        case .required: "configuration.required"
        case .inconsistent: "configuration.inconsistent"
        case .fileUnreadable: "configuration.fileUnreadable"
        case .fileMalformed: "configuration.fileMalformed"
        }
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        func hint(_ nearest: String?) -> String { nearest.map { "; did you mean \($0)?" } ?? "; see --help." }
        switch self {
        case .unknownFlag(let flag, let nearest): return "There is no flag \(flag)" + hint(nearest)
        case .unknownKey(let key, let file, let nearest): return "\(file): there is no setting '\(key)'" + hint(nearest)
        case .unexpectedArgument(let argument): return "The argument '\(argument)' belongs to no flag; see --help."
        case .valueMissing(let flag): return "\(flag) needs a value."
        case .repeated(let flag): return "\(flag) takes one value and is given more."
        case .wrongType(let key, let source, let expected): return "\(source): '\(key)' must be a \(expected)."
        case .refused(let key, let source, let reason): return "\(source): '\(key)' \(reason)."
        case .required(let key, let flag, let variable):
            return "The setting '\(key)' is needed: give \(flag), \(variable), or an entry in the file."
        case .inconsistent(let sentence): return sentence
        case .fileUnreadable(let path, let reason): return "The configuration file '\(path)' cannot be read: \(reason)."
        case .fileMalformed(let path, let reason): return "The configuration file '\(path)' is malformed: \(reason)."
        }
    }
}
