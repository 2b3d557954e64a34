// Whoever works with repositories works with paths, ids and errors: they come along.
@_exported public import GitIndex
