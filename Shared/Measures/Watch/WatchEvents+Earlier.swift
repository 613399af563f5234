import Columns

extension WatchEvents.Side {
    /// The same side with only what is read of the earlier of two states: it is held until the later one has been watched,
    /// while the one after that is being derived, and would take the memory of a third state.
    public var asEarlier: WatchEvents.Side {
        var (facts, world) = (Facts(), world)
        facts.batch = self.facts.batch
        facts.newest = self.facts.newest
        facts.sources = self.facts.sources
        facts.heard = self.facts.heard
        var models = ModelTable()
        let all = world.models
        models.id = all.id
        models.name = all.name
        models.flags = all.flags
        models.country = all.country
        models.parameters = all.parameters
        models.netLikes = all.netLikes
        models.likesReached = all.likesReached
        models.gain7d = all.gain7d
        models.gain7dBefore = all.gain7dBefore
        models.license = all.license
        models.task = all.task
        models.words = all.words
        models.details = all.details
        world.models = models
        world.rowOfId = Column()
        world.organizations = OrganizationTable()
        world.organizationRow = Column()
        world.joint = JointReleases()
        world.graph = Graph(parentStarts: [0], parents: [], relations: [])
        world.descendants = Descendants(world.graph)
        (world.aliases, world.names, world.members, world.organizationAliases) = ([], [:], [:], [])
        return WatchEvents.Side(facts, world, mark)
    }
}
