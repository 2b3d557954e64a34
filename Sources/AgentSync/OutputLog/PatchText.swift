import AgentModel
import Git

/// The differences of some files between two trees, as git prints them.
struct PatchText {
  /// The text of each file's difference, by its path in the new tree; of a deleted file by the old one.
  private(set) var texts: [RepoPath: [UInt8]] = [:]

  /// More paths than these do not go on one command line.
  private static let batch = 500

  /// The tree without entries, which git knows everywhere.
  private static let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  /// Asks git for the differences of `changes`; a renamed file is compared with what it was.
  init(
    _ changes: [OutputFileChange],
    from old: ObjectID?,
    to new: ObjectID,
    in repository: Repository
  ) throws(Problem) {
    let trees = [old?.hex ?? PatchText.emptyTree, new.hex]
    var rest = changes.filter { $0.kind != .renamed }.map(\.path)[...]
    while !rest.isEmpty {
      try add(trees, ["--no-renames"], Array(rest.prefix(PatchText.batch)), repository)
      rest = rest.dropFirst(PatchText.batch)
    }
    for change in changes where change.kind == .renamed {
      // Two by two: git would pair files that merely look alike.
      try add(trees, ["-M1%"], [change.formerPath, change.path].compactMap(\.self), repository)
    }
  }

  private mutating func add(
    _ trees: [String],
    _ options: [String],
    _ paths: [RepoPath],
    _ repository: Repository
  ) throws(Problem) {
    let words =
      ["--literal-pathspecs", "diff-tree", "-r", "-z", "--patch-with-raw", "--no-color"]
      + ["--no-ext-diff", "--no-textconv"] + options + trees + ["--"] + paths.map(\.string)
    let result = try reading("compare two trees") { () throws(GitError) in
      try repository.git(words, environment: ["GIT_NO_REPLACE_OBJECTS": "1"])
    }
    guard result.status == 0 else { throw .cannotCompare(result) }
    for (path, text) in PatchText.parse(result.output) { texts[path, default: []] += text }
  }

  /// Takes git's answer apart: a record for each file, an empty one, and the patch in the same order.
  static func parse(_ output: [UInt8]) -> [(RepoPath, [UInt8])] {
    var paths: [RepoPath] = []
    var position = 0
    func field() -> ArraySlice<UInt8> {
      let end = output[position...].firstIndex(of: 0) ?? output.endIndex
      defer { position = min(end + 1, output.endIndex) }
      return output[position..<end]
    }
    while position < output.count, output[position] == UInt8(ascii: ":") {
      let status = field().last { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
      var path = field()
      if status == UInt8(ascii: "R") { path = field() }
      guard let path = RepoPath(path) else { return [] }
      paths.append(path)
      // A file that became a link is taken away and made anew.
      if status == UInt8(ascii: "T") { paths.append(path) }
    }
    if position < output.count { position += 1 }
    let chunks = PatchText.chunks(of: output[position...])
    return chunks.count == paths.count ? Array(zip(paths, chunks)) : []
  }

  /// The patch of each file; lines of text never begin with a word.
  private static func chunks(of patch: ArraySlice<UInt8>) -> [[UInt8]] {
    let opening = Array("diff --git ".utf8)
    var chunks: [[UInt8]] = []
    var start = patch.startIndex
    while start < patch.endIndex {
      let end = patch[start...].firstIndex(of: 10).map { $0 + 1 } ?? patch.endIndex
      if patch[start..<end].starts(with: opening) { chunks.append([]) }
      if let last = chunks.indices.last { chunks[last] += patch[start..<end] }
      start = end
    }
    return chunks
  }
}

extension Problem {
  fileprivate static func cannotCompare(_ result: GitProcess.Result) -> Problem {
    Problem(
      .ioFailure,
      "cannot compare two trees: \(result.complaint)",
      hint: "'git fsck' tells whether objects are missing"
    )
  }
}
