import Domain

extension ModelTable {
    /// A row for each id, none of whose columns is written yet; those of lineage and names are empty.
    ///
    /// - Parameters:
    ///   - spare: room for as many rows more.
    ///   - gains: whether there are columns of what was gained, and when.
    public init(unwritten ids: Column<Int32>, spare: Int, gains: Bool = true) {
        let count = ids.count
        id = ids
        organization = Column(unwritten: count, spare: spare)
        flags = Column(unwritten: count, spare: spare)
        country = Column(unwritten: count, spare: spare)
        access = Column(unwritten: count, spare: spare)
        gated = Column(unwritten: count, spare: spare)
        released = IndexColumn(unwritten: count, spare: spare)
        releasedPrecision = Column(unwritten: count, spare: spare)
        created = Column(unwritten: count, spare: spare)
        parameters = Column(unwritten: count, spare: spare)
        activeParameters = CountColumn(unwritten: count, spare: spare)
        netLikes = CountColumn(unwritten: count, spare: spare)
        downloads30d = CountColumn(unwritten: count, spare: spare)
        downloadsAllTime = CountColumn(unwritten: count, spare: spare)
        pulls = CountColumn(unwritten: count, spare: spare)
        license = IndexColumn(unwritten: count, spare: spare)
        task = IndexColumn(unwritten: count, spare: spare)
        library = IndexColumn(unwritten: count, spare: spare)
        hasGains = gains
        if gains {
            likesReached = Column(unwritten: count, spare: spare)
            gain7d = CountColumn(unwritten: count, spare: spare)
            gain30d = CountColumn(unwritten: count, spare: spare)
            gainSinceFirst = CountColumn(unwritten: count, spare: spare)
            gain7dBefore = CountColumn(unwritten: count, spare: spare)
            gain30dBefore = CountColumn(unwritten: count, spare: spare)
            decayedAdoption = Column(unwritten: count, spare: spare)
        }
    }
}
