// Placeholder of a room that is being built; delete it with the first real file.
