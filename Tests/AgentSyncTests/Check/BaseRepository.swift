import TestSupport

extension TemporaryRepository {
  /// A repository whose only commit has these files, and the name `base` on it; texts by path.
  convenience init(base files: [String: String]) throws {
    try self.init()
    for (path, text) in files { try write(path, text) }
    try commit("base")
    try git("branch", "base")
  }
}
