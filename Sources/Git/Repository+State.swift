import SystemPackage

/// What git is in the middle of, in the words of `git status`.
package enum RepositoryState: String, Sendable {
  case none
  case merge
  case rebase
  case am
  case cherryPick = "cherry-pick"
  case revert
  case bisect
}

extension Repository {
  /// What git is in the middle of in this work tree; the first that applies, in git's order.
  ///
  /// It is judged by files of the git directory, so it says nothing of conflicts: those of
  /// `git stash pop` or `git cherry-pick -n` show only in the index.
  ///
  /// - Throws: `.system` when the git directory cannot be read.
  package func state() throws(GitError) -> RepositoryState {
    if has("MERGE_HEAD") { return .merge }
    if has("rebase-apply") { return has("rebase-apply/applying") ? .am : .rebase }
    if has("rebase-merge") { return .rebase }
    if try holds("CHERRY_PICK_HEAD") { return .cherryPick }
    if try holds("REVERT_HEAD") { return .revert }
    // Between two commits of a series, only the list of what is left to do remains.
    if let toDo = try readFile(location.gitDirectory.pushing("sequencer/todo")) {
      let first = String(decoding: toDo.prefix(64), as: UTF8.self).drop(while: \.isWhitespace)
      return first.hasPrefix("revert") ? .revert : .cherryPick
    }
    return has("BISECT_LOG") ? .bisect : .none
  }

  /// Whether `git merge --squash` left its message, so that the next commit concludes it.
  package var hasSquashMessage: Bool { has("SQUASH_MSG") }

  /// The commits that are being merged; empty when there is no merge.
  ///
  /// - Throws: `.corrupt` when the file is not what git writes, `.system`.
  package var mergeHeads: [ObjectID] {
    get throws(GitError) {
      try readIDs(location.gitDirectory.appending("MERGE_HEAD"))
    }
  }

  /// Whether the history is cut off somewhere.
  ///
  /// - Throws: `.system` when the git directory cannot be read.
  package var isShallow: Bool {
    get throws(GitError) {
      try readFile(shallowFile).map { !$0.isEmpty } ?? false
    }
  }

  /// The commits whose parents a shallow clone lacks; empty for a whole one.
  ///
  /// - Throws: `.corrupt` when the file is not what git writes, `.system`.
  package var shallowBoundary: Set<ObjectID> {
    get throws(GitError) {
      Set(try readIDs(shallowFile))
    }
  }

  private var shallowFile: FilePath { location.commonDirectory.appending("shallow") }

  /// Whether there is such a reference beside the others, which is a file but in a reftable.
  private func holds(_ name: String) throws(GitError) -> Bool {
    if has(name) { return true }
    guard fileExists(location.commonDirectory.appending("reftable")) else { return false }
    return try engine.target(of: name) != nil
  }

  private func has(_ name: String) -> Bool {
    fileExists(location.gitDirectory.pushing(FilePath(name)))
  }

  private func readIDs(_ file: FilePath) throws(GitError) -> [ObjectID] {
    let text = String(decoding: try readFile(file) ?? [], as: UTF8.self)
    var ids: [ObjectID] = []
    for line in text.split(separator: "\n") {
      guard let id = ObjectID(hex: line) else {
        throw GitError(
          code: .corrupt,
          message: "'\(file.string)' holds a line that is no object id",
          function: "readIDs"
        )
      }
      ids.append(id)
    }
    return ids
  }
}

extension Repository {
  /// Whether a merge or a rebase has put edits aside that it applies once its hooks have run.
  package var hasPendingAutostash: Bool {
    ["MERGE_AUTOSTASH", "rebase-merge/autostash", "rebase-apply/autostash"].contains {
      fileExists(location.gitDirectory.pushing(FilePath($0)))
    }
  }

  /// What the last move of a reference was for, as its reflog has it: `commit (amend): Fix a word`.
  ///
  /// - Parameter name: The reference; `HEAD` is that of this work tree.
  /// - Returns: nil where nothing is logged.
  /// - Throws: `.system`.
  package func lastReflogMessage(of name: String) throws(GitError) -> String? {
    try engine.lastReflogMessage(of: name)
  }
}

extension RepositoryLocation {
  /// The last line of a reference's reflog where that is a file.
  func lastReflogMessage(of name: String) throws(GitError) -> String? {
    let folder = name == "HEAD" ? gitDirectory : commonDirectory
    guard
      let log = try readFile(folder.appending("logs").pushing(FilePath(name)), limit: 256 << 20),
      let last = log.split(separator: UInt8(ascii: "\n")).last,
      let tab = last.firstIndex(of: UInt8(ascii: "\t"))
    else { return nil }
    return String(decoding: last[(tab + 1)...], as: UTF8.self)
  }
}
