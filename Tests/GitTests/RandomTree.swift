import Git
import TestSupport

/// A repository whose work tree changes at random, with names that sort in awkward ways.
struct RandomTree {
  let repository: TemporaryRepository
  var random: SeededRandom
  private static let names = ["a", "a.b", "a-b", "a0", "b", "ab", "A", "é"]

  init(seed: UInt64) throws {
    repository = try TemporaryRepository()
    random = SeededRandom(seed: seed)
  }

  /// Adds, changes, removes and swaps some files and folders, and stages all of it.
  mutating func change(_ count: Int) throws {
    for _ in 0..<count {
      let depth = Int.random(in: 1...3, using: &random)
      let path = (0..<depth).map { _ in name() }.joined(separator: "/")
      if random.chance(30) {
        if repository.exists(path) { try repository.remove(path) }
      } else {
        try makeRoom(for: path)
        let text = "\(Int.random(in: 0..<6, using: &random))"
        try repository.write(path, text, executable: random.chance(20))
      }
    }
    try repository.git("add", "--all")
  }

  /// Some paths, existing or not.
  mutating func paths() -> [RepoPath] {
    (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
      let depth = Int.random(in: 1...2, using: &random)
      return RepoPath((0..<depth).map { _ in name() }.joined(separator: "/"))
    }
  }

  private mutating func name() -> String {
    RandomTree.names.randomElement(using: &random) ?? "a"
  }

  private func makeRoom(for path: String) throws {
    if repository.exists(path) { try repository.remove(path) }
    var folder = path
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      // A file where a folder is needed has to go; a folder may stay.
      if repository.exists(folder), !repository.exists(folder + "/.") {
        try repository.remove(folder)
      }
    }
  }
}
