import Foundation
import TestSupport
import Testing

/// The comment of a pull request: written by a job that may write, from a report that anyone may have made.
struct CommentTests {
  private static let marker = "<!-- git-agentsync check -->"

  private let scene: PullRequestScene

  init() throws {
    scene = try PullRequestScene()
    try scene.checkOut()
    // `gh api`: writes its words down and answers a list with what the test has laid there.
    try scene.standIn(
      "gh",
      """
      printf '%s\\n' "$*" >>'\(scene.it.sandbox)/gh-calls'
      [ "$2" = --paginate ] || exit 0
      filter=; while [ $# -gt 0 ]; do [ "$1" = --jq ] && filter=$2; shift; done
      jq -r "$filter" '\(scene.it.sandbox)/comments'

      """
    )
    try comments([])
  }

  private struct Comment: Encodable {
    struct User: Encodable {
      let login: String
    }

    let id: Int
    let user: User
    let body: String
  }

  private func comments(_ list: [(Int, String, String)]) throws {
    let comments = list.map { Comment(id: $0.0, user: .init(login: $0.1), body: $0.2) }
    let place = URL(fileURLWithPath: scene.it.sandbox.appending("comments").string)
    try JSONEncoder().encode(comments).write(to: place)
  }

  private func write(_ report: String) throws -> PullRequestScene.Said {
    let place = scene.it.sandbox.appending("report.md").string
    try Data(report.utf8).write(to: URL(fileURLWithPath: place))
    return try scene.run(
      "pull_request_target",
      ["AGENTSYNC_RUN": "comment", "AGENTSYNC_REPORT": place, "AGENTSYNC_SHA256": ""]
    )
  }

  private var calls: String { scene.text(scene.it.sandbox.appending("gh-calls")) }

  private static let hasQuery = hasProgram("jq")

  private static func hasProgram(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  @Test(.enabled(if: hasQuery)) func `the first report is a new comment`() throws {
    let said = try write("\(Self.marker)\n\nAll is well.\n")
    #expect(said.status == 0, "\(said.output)\(said.errorOutput)")
    #expect(calls.contains("api --method POST repos/team/library/issues/7/comments -F body=@"))
    #expect(scene.calls.isEmpty)
  }

  @Test(.enabled(if: hasQuery)) func `the next one is written over it, and over nobody else's`()
    throws
  {
    try comments([
      (1, "mallory", "\(Self.marker)\nmine"), (2, "github-actions[bot]", "another job's"),
      (3, "github-actions[bot]", "\(Self.marker)\nold"), (4, "ben", "see \(Self.marker)"),
    ])
    let said = try write("\(Self.marker)\n\nAll is well.\n")
    #expect(said.status == 0, "\(said.output)\(said.errorOutput)")
    #expect(calls.contains("api --method PATCH repos/team/library/issues/comments/3 -F body=@"))
    #expect(!calls.contains("POST"))
  }

  @Test(arguments: [
    "", "All is well.\n", "x\n<!-- git-agentsync check -->\n", "<!-- git-agentsync check --> x\n",
    "<!-- git-agentsync check -->\n\u{1B}[2J", "<!-- git-agentsync check -->\nx\u{0}\n",
    "<!-- git-agentsync check -->\n" + String(repeating: "x", count: 65_000),
  ])
  func `what is no report of ours is not written`(report: String) throws {
    let said = try write(report)
    #expect(said.status == 128)
    #expect(calls.isEmpty)
  }

  @Test func `a link is not followed`() throws {
    let link = scene.it.sandbox.appending("link.md").string
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/passwd")
    let said = try scene.run(
      "pull_request_target",
      ["AGENTSYNC_RUN": "comment", "AGENTSYNC_REPORT": link]
    )
    #expect(said.status == 128)
    #expect(said.output.contains("the report is not there"))
  }
}
