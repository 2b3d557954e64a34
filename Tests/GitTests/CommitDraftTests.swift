import Git
import SystemPackage
import TestSupport
import Testing

struct CommitDraftTests {
  private func draft(
    _ files: TemporaryRepository,
    _ message: String = "subject\n\nbody\n"
  ) throws -> CommitDraft {
    let repository = try files.open()
    return CommitDraft(
      treeID: try files.id("HEAD^{tree}"),
      parentIDs: [try files.id("HEAD")],
      author: try repository.author(),
      committer: try repository.committer(),
      message: message
    )
  }

  @Test(arguments: ["subject", "subject\n\nbody\n\n\n", "ü – 漢\n", "a\0b"])
  func `the bytes are those of git`(message: String) throws {
    let files = try TemporaryRepository()
    try files.commit()
    let draft = try draft(files, message)
    var batch = ObjectBatch()
    let id = try batch.add(.commit, draft.bytes)
    try batch.write(to: files.open())
    #expect(try files.git("fsck", "--strict", "--no-dangling").isEmpty)
    // The clock of the test has gone on, so git is told the times.
    let environment = [
      "GIT_AUTHOR_DATE": "\(draft.author.seconds) +0000",
      "GIT_COMMITTER_DATE": "\(draft.committer.seconds) +0000",
    ]
    let made = try files.open().git(
      ["commit-tree", "-p", "HEAD", "-F", "-", draft.treeID.hex],
      input: Array(draft.message.utf8),
      environment: environment
    )
    #expect(made.text == id.hex)
  }

  @Test func `a commit is signed with the person's key`() throws {
    let files = try TemporaryRepository()
    try files.commit()
    let key = files.sandbox.appending("key").string
    _ = try runProgram(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
      in: files.sandbox,
      input: nil,
      environment: nil
    )
    try files.git("config", "gpg.format", "ssh")
    try files.git("config", "user.signingKey", key)
    let repository = try files.open()
    let draft = try draft(files)
    let id = try repository.writeSignedCommit(draft)
    let commit = try repository.readCommit(id)
    #expect(commit.author == draft.author)
    #expect(commit.committer == draft.committer)
    #expect(commit.message == Array(draft.message.utf8))
    #expect(commit.treeID == draft.treeID)
    #expect(try files.git("cat-file", "-p", id.hex).contains("BEGIN SSH SIGNATURE"))
    let allowed = "carl@example.com \(try files.read("../key.pub"))"
    try files.write("../allowed", allowed)
    try files.git("config", "gpg.ssh.allowedSignersFile", files.sandbox.appending("allowed").string)
    try files.git("verify-commit", id.hex)
  }

  @Test func `a key that is missing is an error with the words of who signs`() throws {
    let files = try TemporaryRepository()
    try files.commit()
    try files.git("config", "gpg.format", "ssh")
    try files.git("config", "user.signingKey", "/nonexistent/key")
    let draft = try draft(files)
    #expect { try files.open().writeSignedCommit(draft) } throws: { error in
      let error = error as? GitError
      return error?.message.contains("/nonexistent/key") == true && error?.hint != nil
    }
  }

  @Test func `the commit encoding of the configuration is not used`() throws {
    let files = try TemporaryRepository()
    try files.commit()
    let key = files.sandbox.appending("key").string
    _ = try runProgram(
      ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
      in: files.sandbox,
      input: nil,
      environment: nil
    )
    try files.git("config", "gpg.format", "ssh")
    try files.git("config", "user.signingKey", key)
    try files.git("config", "i18n.commitEncoding", "ISO-8859-1")
    let id = try files.open().writeSignedCommit(draft(files, "ü\n"))
    let commit = try files.open().readCommit(id)
    #expect(commit.encoding == nil)
    #expect(commit.message == Array("ü\n".utf8))
  }
}
