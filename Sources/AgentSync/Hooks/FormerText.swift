import AgentModel
import Git

/// Texts that former versions wrote as hooks, by which theirs are told from what people changed.
enum FormerText {
  /// Their ids as git's blobs, with `NAME` for the hook's name.
  ///
  /// `sed s/pre-push/NAME/g FILE | git hash-object --stdin` tells them. A text that changes leaves its id here.
  private static let known: Set<String> = [
    // hooks/* of 2026-11-24 and 2026-11-25, in their four forms.
    "21f7168c3d673dcba093897b45c7f1e413783caf", "362229dfbecbbf26db0d379b81a2bc05aaf70f6c",
    "978258f4a13472c249ef8fddadd20c2ce0957cd7", "ce834c1ae282c7c008082d0dc220f3b1d8f00754",
    "3522034407e718b11dc64ffb1aed9d8784274ec0", "8f55583cff01ea32bd66655f38294933d321932e",
    "a571f4c08a18c04904cc9beaf66888d6c7037132", "d131a46f7d0c413d30cd8f02f9d4974e10876b33",
    // The lines in husky's scripts, of the same days, and the command in git's configuration.
    "55f9f79bce3f56775802a317d6b8d7c7665d78ba", "0a29e9cbd201e33747e62a4cdbe374655618f055",
    "b76363cc969768aa3947246e1ea86c453486a2aa",
  ]

  /// Whether a former version wrote this, and nobody has changed it since.
  static func contains(_ text: String, _ name: HookName) throws(Problem) -> Bool {
    let general = text.split(separator: name.rawValue, omittingEmptySubsequences: false)
      .joined(separator: "NAME")
    let id = try reading("hash a hook") { () throws(GitError) in
      try hashBlob(Array(general.utf8))
    }
    return known.contains(id.hex)
  }
}
