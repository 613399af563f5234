import Domain

extension OrganizationRecord {
    var members: Members {
        var members = Members()
        members.add("id", id)
        members.add("name", name)
        members.add("country", country)
        members.add("kind", kind?.name)
        members.add("parent", parent)
        members.add("aliases", aliases.map { .string($0) })
        members.add("evidence", evidence)
        members.add(source: source, at: at)
        return members
    }
}

extension ModelRecord {
    var members: Members {
        var members = Members()
        members.add("id", id)
        members.add("hubId", hubId)
        members.add("organization", organization)
        members.add("organizations", organizations.map { .string($0) })
        members.add("released", released)
        members.add("created", created)
        members.add("access", access?.name)
        members.add("gated", gated)
        members.add("license", license)
        members.add("licenseName", licenseName)
        members.add("licenseLink", licenseLink)
        members.add("parameters", parameters)
        members.add("activeParameters", activeParameters)
        members.add("task", task)
        members.add("library", library)
        members.add("bases", bases.map { ["id": .string($0.id), "relation": .string($0.relation.name)] })
        members.add(source: source, at: at)
        return members
    }
}

extension SeriesRecord {
    var members: Members {
        var members = Members()
        members.add("id", id)
        members.add("kind", kind.name)
        members.add("unit", unit)
        return members
    }
}

extension ComponentRecord {
    var members: Members {
        var members = Members()
        members.add("model", model)
        members.add("id", Int64(id))
        members.add("license", license)
        if !present { members.add("present", false) }
        members.add("evidence", evidence)
        members.add(source: source, at: at)
        return members
    }
}

extension ArtifactRecord {
    var members: Members {
        var members = Members()
        members.add("id", id)
        members.add("type", type.rawValue)
        members.add("name", name)
        members.add("organization", organization)
        members.add("released", released)
        members.add("license", license)
        members.add("evidence", evidence)
        members.add(source: source, at: at)
        return members
    }
}
