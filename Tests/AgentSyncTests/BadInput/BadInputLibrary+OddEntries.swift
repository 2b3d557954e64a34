import Git
import TestSupport

extension BadInputLibrary {
  /// Commits an entry that no work tree holds; the index holds it too.
  @discardableResult
  func addToHead(_ path: String, _ mode: String, _ id: ObjectID) throws -> ObjectID {
    try repository.git("update-index", "--add", "--cacheinfo", "\(mode),\(id.hex),\(path)")
    try repository.git("commit", "--quiet", "-m", "an odd entry")
    return try repository.id("HEAD")
  }

  /// Commits one file of the work tree, and nothing else of what differs there.
  func commitOnTop(_ path: String) throws {
    try repository.git("add", path)
    try repository.git("commit", "--quiet", "-m", "one file")
  }
}
