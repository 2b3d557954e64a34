import AgentModel
import Git

/// The name of a remote of a repository.
struct RemoteName: Hashable, Sendable {
  let name: String

  /// Takes the remote that is named, else the one that git would choose for the branch that is checked out.
  ///
  /// - Parameters:
  ///   - name: What a person named; nil where none did.
  ///   - isPush: Whether something is to go there.
  ///   - purpose: What it is for, as a sentence ends: "to exchange the memory with".
  ///   - repository: Whose remote it is.
  /// - Throws: `command.unknown-remote`.
  init(
    _ name: String?,
    isPush: Bool,
    purpose: String,
    in repository: Repository
  ) throws(Problem) {
    let (configuration, head) = try reading("read the configuration") { () throws(GitError) in
      (try repository.configuration, try repository.head())
    }
    let known = configuration.remoteNames
    guard let name = name ?? RemoteName.usual(configuration, head, isPush: isPush) else {
      throw Problem(
        .unknownRemote,
        "no remote \(purpose)",
        hint: known.isEmpty
          ? "add one with: git remote add origin <url>" : "name one of: \(known.listed)"
      )
    }
    guard known.contains(name), !name.hasPrefix("-"),
      isValidReferenceName("refs/remotes/\(name)/HEAD")
    else {
      throw Problem(
        .unknownRemote,
        "no remote is named '\(name)'",
        hint: known.isEmpty
          ? "add one with: git remote add <name> <url>" : "the remotes are: \(known.listed)"
      )
    }
    self.name = name
  }

  private static func usual(
    _ configuration: Configuration,
    _ head: Head,
    isPush: Bool
  ) -> String? {
    let prefix = "refs/heads/"
    let branch = head.branch.flatMap { $0.hasPrefix(prefix) ? $0.dropFirst(prefix.count) : nil }
    var keys = branch.map { ["branch.\($0).remote"] } ?? []
    if isPush {
      keys = (branch.map { ["branch.\($0).pushRemote"] } ?? []) + ["remote.pushDefault"] + keys
    }
    // A branch may follow another one of the same repository, which is named by a dot.
    let named = keys.compactMap { configuration.string(for: $0) }.first { !$0.isEmpty && $0 != "." }
    if let named { return named }
    let known = configuration.remoteNames
    return known.contains("origin") ? "origin" : known.count == 1 ? known[0] : nil
  }
}

extension [String] {
  fileprivate var listed: String { map { "'\($0)'" }.joined(separator: ", ") }
}
