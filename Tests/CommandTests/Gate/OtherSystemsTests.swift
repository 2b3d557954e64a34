import Foundation
import TestSupport
import Testing

/// The job for GitLab and the lines for any other system, run as they stand.
struct OtherSystemsTests {
  private let scene: PullRequestScene

  init() throws {
    scene = try PullRequestScene()
    try scene.it.write("agents/ada.md", "---\ndescription: More.\n---\n\n# Ada\n\nAsk first.\n")
    try scene.propose()
    try scene.it.git("push", "--quiet", "origin", "HEAD:refs/heads/topic")
  }

  /// The lines of a block that begins with a line, as far as they are indented deeper.
  private func block(after start: String, in file: ProjectFile) throws -> String {
    let lines = file.lines
    let first = try #require(lines.firstIndex { $0.hasSuffix(start) })
    let depth = lines[first].prefix { $0 == " " }.count
    let block = lines[(first + 1)...].prefix { line in
      line.isEmpty || line.prefix { $0 == " " }.count > depth
    }
    return block.map { String($0.dropFirst(depth + 2)) }.joined(separator: "\n")
  }

  private func gitlab(_ extra: [String: String] = [:]) throws -> PullRequestScene.Said {
    let script = try block(after: "- |", in: try #require(ProjectFile("ci/gitlab.yml")))
    let variables = [
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_PROJECT_ID": "1",
      "CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_COMMIT_SHA": scene.head.hex,
      "CI_MERGE_REQUEST_PROJECT_URL": "file:///nowhere",
    ]
    return try scene.run(script: script, variables.merging(extra) { _, new in new })
  }

  @Test(arguments: [1, nil]) func `a merge request is judged`(depth: Int?) throws {
    try scene.checkOut("refs/heads/topic", depth: depth)
    let said = try gitlab()
    #expect(said.status == 1, "\(said.output)\(said.errorOutput)")
    #expect(scene.calls.contains("--base=refs/agentsync/base --head=\(scene.head)"))
    let quality = scene.text(scene.job.appending("gl-code-quality-report.json"))
    #expect(quality.contains(".github/prompts/ada.prompt.md"))
  }

  @Test func `a merge request from a fork is held against the parent`() throws {
    try scene.checkOut("refs/heads/topic")
    try scene.it.run(
      ["clone", "--quiet", "--bare", scene.hub.root.string, "parent.git"],
      in: scene.it.sandbox
    )
    let parent = [
      "CI_PROJECT_ID": "2", "CI_MERGE_REQUEST_PROJECT_URL": "file://\(scene.it.sandbox)/parent",
    ]
    try scene.hub.git("update-ref", "-d", "refs/heads/main")
    let said = try gitlab(parent)
    #expect(said.status == 1, "\(said.output)\(said.errorOutput)")
  }

  @Test(arguments: [
    ["AGENTSYNC_SHA256": ""], ["AGENTSYNC_SHA256": String(repeating: "0", count: 64)],
    ["AGENTSYNC_URL": "http://127.0.0.1/x"], ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "a b"],
  ])
  func `nothing runs that was not asked for`(variables: [String: String]) throws {
    try scene.checkOut("refs/heads/topic")
    let said = try gitlab(variables)
    #expect(said.status != 0)
    #expect(scene.calls.isEmpty)
  }

  @Test func `the lines for any other system do the same`() throws {
    try scene.checkOut("refs/heads/topic")
    let page = try #require(ProjectFile("docs/ci.md"))
    let script = try #require(
      page.text.components(separatedBy: "```sh\n").dropFirst().first?
        .components(separatedBy: "```").first
    )
    let said = try scene.run(script: script, ["BASE": "main"])
    #expect(said.status == 1, "\(said.output)\(said.errorOutput)")
    #expect(said.output.contains(".github/prompts/ada.prompt.md"))
    let other = ["BASE": "main", "AGENTSYNC_SHA256": String(repeating: "0", count: 64)]
    #expect(try scene.run(script: script, other).status != 0)
  }
}
