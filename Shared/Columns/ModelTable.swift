import Domain

/// Every model identity with its attributes and the figures of one epoch, one column an attribute; rows ascend by id.
/// This is what scoring publishes (table score.model) and what the gateway answers from.
public struct ModelTable: Sendable {
    /// The store's ids, ascending.
    public var id = Column<Int32>()
    public var name = StringColumn()
    /// The store's organisation ids; `.null` for ids without an author.
    public var organization = Column<Int32>()
    public var flags = Column<ModelFlags>()
    public var country = Column<Country>()
    public var access = Column<Access>()
    /// 1 gated, 0 not, -1 not said.
    public var gated = Column<Int8>()
    /// First day the release date may mean, as days since 1970, `.null` unknown; and its precision.
    public var released = IndexColumn()
    public var releasedPrecision = Column<Int8>()
    /// Creation of the repository, microseconds since 1970.
    public var created = Column<Int64>()
    public var parameters = Column<Int64>()
    /// Few models state them, and then they are large: nearly all that are there stand beside.
    public var activeParameters = CountColumn()
    public var netLikes = CountColumn()
    /// When the likes first reached what they are now, microseconds since 1970: of two equals who got there first.
    public var likesReached = Column<Int64>()
    public var gain7d = CountColumn()
    public var gain30d = CountColumn()
    public var gainSinceFirst = CountColumn()
    /// What was gained in the window before: from 14 to 7 and from 60 to 30 days ago. Only where the state was derived:
    /// an epoch does not carry them, so they are empty in a table that was read from one.
    public var gain7dBefore = CountColumn()
    public var gain30dBefore = CountColumn()
    /// NaN: no adoption data.
    public var decayedAdoption = Column<Double>()
    public var downloads30d = CountColumn()
    public var downloadsAllTime = CountColumn()
    public var pulls = CountColumn()
    /// Direct and transitive (distinct) children.
    public var derivatives = IndexColumn()
    public var descendants = IndexColumn()
    /// The foundation h-index; empty where nobody has asked for it, which is so in an epoch.
    public var hIndex = Column<Int32>()
    /// Indexes into `words`; `.null`: not stated.
    public var license = IndexColumn()
    public var task = IndexColumn()
    public var library = IndexColumn()
    /// The words of licence, task and library.
    public var words: [String] = []
    /// Rare extras as JSON text by row: aliases, contradicted sources, licence name and link.
    public var details: [Int32: String] = [:]

    public init() {}

    /// Room for as many rows.
    public mutating func reserve(_ rows: Int) {
        func room<T>(_ column: inout Column<T>) { column.reserveCapacity(rows) }
        func room<T>(_ column: inout NarrowColumn<T>) { column.reserveCapacity(rows) }
        room(&organization)
        room(&flags)
        room(&country)
        room(&access)
        room(&gated)
        room(&released)
        room(&releasedPrecision)
        room(&created)
        room(&parameters)
        room(&activeParameters)
        room(&netLikes)
        room(&likesReached)
        room(&gain7d)
        room(&gain30d)
        room(&gainSinceFirst)
        room(&gain7dBefore)
        room(&gain30dBefore)
        room(&decayedAdoption)
        room(&downloads30d)
        room(&downloadsAllTime)
        room(&pulls)
        room(&license)
        room(&task)
        room(&library)
    }

    /// How many identities there are.
    public var count: Int { id.count }

    /// Whether there are columns of what was gained, and when: of a past state most questions read none of them.
    public internal(set) var hasGains = true

    /// The row of a store id.
    public func row(id wanted: Int32) -> Int? {
        let row = firstRow(from: wanted)
        return row < id.count && id[row] == wanted ? row : nil
    }

    /// The first row whose store id is not smaller; the number of rows where there is none.
    public func firstRow(from wanted: Int32) -> Int {
        var low = 0
        var high = id.count
        while low < high {
            let middle = (low + high) / 2
            if id[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Facts about a model identity that are either so or not.
public struct ModelFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Only children have named it: everything about it is unknown.
    @inlinable public static var placeholder: ModelFlags { ModelFlags(rawValue: 1) }
    /// It is an artifact of lineage: a data set, paper or library.
    @inlinable public static var artifact: ModelFlags { ModelFlags(rawValue: 2) }
    /// A source stated that it is its own parent; dropped, counted.
    @inlinable public static var selfLoop: ModelFlags { ModelFlags(rawValue: 4) }
    /// It is in a cycle of lineage, which counts as one node.
    @inlinable public static var cycle: ModelFlags { ModelFlags(rawValue: 8) }
    /// Its stated relation contradicts its name (an FP8 finetune).
    @inlinable public static var relationContradicted: ModelFlags { ModelFlags(rawValue: 16) }
    /// A counter of it fell at least once.
    @inlinable public static var counterFell: ModelFlags { ModelFlags(rawValue: 32) }
    /// A counter of it fell so far that it looks like a reset.
    @inlinable public static var counterReset: ModelFlags { ModelFlags(rawValue: 64) }
    /// It was deleted, or made private.
    @inlinable public static var deleted: ModelFlags { ModelFlags(rawValue: 128) }
    /// Sources contradict each other on it.
    @inlinable public static var contradicted: ModelFlags { ModelFlags(rawValue: 256) }
    /// It states a licence nobody has mapped.
    @inlinable public static var licenseUnmapped: ModelFlags { ModelFlags(rawValue: 512) }
    /// Organisations of several countries published it together: its weight is shared among these countries.
    @inlinable public static var jointRelease: ModelFlags { ModelFlags(rawValue: 1_024) }
    /// A hub gave it several ids of its own: a repository was made anew under a name that another had given up, or two
    /// changed names. What is known of them goes by name and is not told apart.
    @inlinable public static var severalRepositories: ModelFlags { ModelFlags(rawValue: 2_048) }
}
