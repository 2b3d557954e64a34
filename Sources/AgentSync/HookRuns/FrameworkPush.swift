package import AgentModel
package import Git

extension HookCall {
  /// The call of `pre-push` under the pre-commit framework.
  ///
  /// The framework reads what git says itself and hands on one of the pushed branches, in variables. The first
  /// push of a whole history has a branch and no range; run by hand it may have neither.
  ///
  /// - Parameters:
  ///   - environment: That of the process.
  ///   - repository: Where the names mean something.
  /// - Throws: `Problem` with `command.unknown-revision` for a range that isn't there.
  package init(
    pushTold environment: [String: String],
    in repository: Repository
  ) throws(Problem) {
    func id(_ name: String) throws(Problem) -> ObjectID {
      try reading("find what is pushed") { () throws(GitError) in
        try repository.resolve(name + "^{commit}")
      }
    }
    let branch = environment["PRE_COMMIT_LOCAL_BRANCH"] ?? "HEAD"
    let local = try id(environment["PRE_COMMIT_TO_REF"] ?? branch)
    let remote = try environment["PRE_COMMIT_FROM_REF"].map(id) ?? .zero
    let target = environment["PRE_COMMIT_REMOTE_BRANCH"] ?? branch
    self.init(
      .prePush,
      arguments: ["PRE_COMMIT_REMOTE_NAME", "PRE_COMMIT_REMOTE_URL"].compactMap { environment[$0] },
      input: Array("\(branch) \(local.hex) \(target) \(remote.hex)\n".utf8),
      isManaged: true
    )
  }
}
