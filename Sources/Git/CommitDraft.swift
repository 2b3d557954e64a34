/// A commit to be made: everything that its bytes are computed from.
package struct CommitDraft: Hashable, Sendable {
  package let treeID: ObjectID
  package let parentIDs: [ObjectID]
  package let author: Signature
  package let committer: Signature
  /// UTF-8 with one newline at its end.
  package let message: String

  /// Describes a commit.
  ///
  /// In the message (subject, empty line, body) zero bytes are taken out, and newlines at its end become
  /// one.
  package init(
    treeID: ObjectID,
    parentIDs: [ObjectID],
    author: Signature,
    committer: Signature,
    message: String
  ) {
    self.treeID = treeID
    self.parentIDs = parentIDs
    self.author = author
    self.committer = committer
    var lines = message.filter { $0 != "\0" }[...]
    while lines.last?.isNewline == true { lines.removeLast() }
    self.message = lines + "\n"
  }

  /// The bytes of the commit object, unsigned.
  ///
  /// The message is UTF-8 whatever `i18n.commitEncoding` says: a commit says its own encoding in a
  /// header, readers convert, and paths and names in the message could be lost in a narrower one.
  package var bytes: [UInt8] {
    var bytes = Array("tree \(treeID)\n".utf8)
    for parentID in parentIDs { bytes += Array("parent \(parentID)\n".utf8) }
    bytes += Array("author ".utf8) + author.header
    bytes += Array("\ncommitter ".utf8) + committer.header
    bytes += Array("\n\n\(message)".utf8)
    return bytes
  }
}

extension Repository {
  /// Writes a signed commit, as `git commit-tree -S` makes it, and moves no reference.
  ///
  /// The tree and the parents must be in the repository. Key, format and program are those of the
  /// person's configuration, which libgit2 cannot serve.
  ///
  /// - Throws: `.generic` with the words of git and of the program that signs.
  package func writeSignedCommit(_ draft: CommitDraft) throws(GitError) -> ObjectID {
    var arguments = ["-c", "i18n.commitEncoding=UTF-8"]
    // Two generations of the same wish: the commit must be on the disk before a reference names it.
    arguments += ["-c", "core.fsync=committed,loose-object", "-c", "core.fsyncObjectFiles=true"]
    arguments += ["commit-tree", "-S"]
    for parentID in draft.parentIDs { arguments += ["-p", parentID.hex] }
    arguments += ["-F", "-", draft.treeID.hex]
    let author = draft.author
    let committer = draft.committer
    let result = try git(
      arguments,
      input: Array(draft.message.utf8),
      environment: [
        "GIT_AUTHOR_NAME": author.name,
        "GIT_AUTHOR_EMAIL": author.email,
        "GIT_AUTHOR_DATE": author.dateVariable,
        "GIT_COMMITTER_NAME": committer.name,
        "GIT_COMMITTER_EMAIL": committer.email,
        "GIT_COMMITTER_DATE": committer.dateVariable,
      ]
    )
    guard result.status == 0, let id = ObjectID(hex: result.text) else {
      let words = oneLine(String(decoding: result.errorOutput, as: UTF8.self))
      throw GitError(
        code: .generic,
        message: "cannot sign the commit: \(words)",
        function: "git commit-tree -S",
        hint: "mend the signing key, or sign nothing with: git config commit.gpgSign false"
      )
    }
    return id
  }
}
