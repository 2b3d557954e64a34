import Git
import SystemPackage
import TestSupport
import Testing

/// References in a repository that several people write to; git is the oracle.
struct SharedAccessTests {
  /// Values of the key, among them some that git reads in ways of its own.
  private static let values = [
    "group", "1", "true", "yes", "all", "world", "everybody", "2", "0640", "0600", "0664", "0777",
    "umask", "0", "false",
  ]

  @Test(arguments: values)
  func `a reference, its log and its folders have the rights that git gives`(value: String) throws {
    let repository = try TemporaryRepository()
    try repository.write("a", "a")
    try repository.commit()
    try repository.git("config", "core.sharedRepository", value)
    try repository.git("update-ref", "--create-reflog", "refs/theirs/one/two", "HEAD")
    // Where git logs by itself, so that ours is logged, too.
    try repository.git("config", "core.logAllRefUpdates", "always")
    let opened = try repository.open()
    let head = try #require(try opened.head().commitID)
    let move = try ReferenceMove(
      of: "refs/ours/one/two",
      from: nil,
      to: head,
      by: Signature(name: "a", email: "b", seconds: 1, offsetMinutes: 0),
      message: "made",
      in: opened,
      waiting: .zero
    )
    try move.commit()
    let names = [
      "refs/-", "refs/-/one", "refs/-/one/two", "logs/refs/-", "logs/refs/-/one",
      "logs/refs/-/one/two",
    ]
    for name in names {
      let modes = try ["ours", "theirs"].map { own in
        try mode(name.split(separator: "-").joined(separator: own), in: repository)
      }
      #expect(modes[0] == modes[1], "\(name)")
    }
  }

  private func mode(_ name: String, in repository: TemporaryRepository) throws -> String {
    let answer = try runProgram(
      ["stat", "-c", "%a", name],
      in: repository.root.appending(".git"),
      input: nil,
      environment: nil
    )
    return answer.text
  }
}
