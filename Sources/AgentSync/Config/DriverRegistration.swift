import AgentModel
import Git

/// The merge driver's entry in a repository's own configuration.
///
/// `.gitattributes` names the driver and comes along with a clone; what it runs does not, because a
/// repository must not be able to name a command.
enum DriverRegistration {
  /// The name that `.gitattributes` has: `merge=agentsync`.
  static let name = "agentsync"

  private static let key = "merge.\(name).driver"

  /// What git runs, in a shell: where the tool is gone from this machine, git's own merge.
  ///
  /// git takes a driver that can't be started for one that found a conflict, and leaves ours alone in the
  /// file, without a marker. Before git 2.44 it leaves the labels (`%S`, `%X`, `%Y`) as they are.
  private static let command =
    "if command -v git-agentsync >/dev/null 2>&1; "
    + "then git agentsync merge-driver -- %O %A %B %L %P %S %X %Y; "
    + "else git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; fi"

  /// Writes the driver into the repository's configuration, where none is named there.
  ///
  /// - Throws: `Problem` with `apply.cannot-write` where git can't.
  static func register(in repository: Repository) throws(Problem) {
    guard try isMissing(in: repository) else { return }
    let entries = [
      ("merge.\(name).name", "git agentsync: front matter by key, body by section"), (key, command),
    ]
    for (key, value) in entries {
      let answer = try reading("register the merge driver") { () throws(GitError) in
        try repository.git(["config", "--local", key, value])
      }
      guard answer.status == 0 else {
        throw Problem(
          .cannotWrite,
          "cannot register the merge driver: \(answer.complaint)",
          hint: "see to the repository's configuration, or set '\(key)' yourself"
        )
      }
    }
  }

  /// Whether git knows no command for the driver here.
  static func isMissing(in repository: Repository) throws(Problem) -> Bool {
    try reading("read the configuration") { () throws(GitError) in
      try repository.string(for: key) == nil
    }
  }

  /// A warning where the commit's `.gitattributes` names the driver and this clone does not know it.
  static func finding(
    _ reader: SnapshotReader,
    in repository: Repository
  ) throws(Problem) -> Problem? {
    guard let item = try reader.item(at: AttributesBlock.path), item.mode.isPlainFile,
      let lines = try AttributesBlock.block(in: reader.bytes(of: item.objectID)),
      lines.contains(where: { $0.contains("merge=\(name)") }), try isMissing(in: repository)
    else { return nil }
    return Problem(
      .driverUnregistered,
      severity: .warning,
      at: Problem.Place(AttributesBlock.path),
      "this clone does not know the merge driver: git merges agents and outputs line by line here",
      hint: "run 'git agentsync init' once in each clone"
    )
  }
}
