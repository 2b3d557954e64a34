import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// The GitHub Action: its script, run as a runner runs it, on repositories as GitHub has them.
struct GitHubActionTests {
  private let scene: PullRequestScene

  init() throws {
    scene = try PullRequestScene()
  }

  // MARK: - Verdicts

  @Test(arguments: ["pull_request", "pull_request_target"])
  func `a pull request is judged without being checked out`(event: String) throws {
    try scene.it.write("agents/ada.md", "---\ndescription: More.\n---\n\n# Ada\n\nAsk first.\n")
    try scene.it.write("canary.sh", "exit 1\n")
    try scene.propose()
    try scene.checkOut()
    let before = try scene.workTree()
    let said = try scene.run(event)
    #expect(said.status == 1, "\(said.output)\(said.errorOutput)")
    #expect(said.output.contains("stale        .github/prompts/ada.prompt.md"))
    #expect(said.results.contains("verdict=drift\nexit-code=1\n"))
    let reports = scene.temporary.pushing("agentsync/reports")
    for name in ["report.txt", "report.json", "report.sarif", "report.md"] {
      #expect(!scene.text(reports.appending(name)).isEmpty, "\(name)")
    }
    #expect(scene.text(reports.appending("report.md")).hasPrefix("<!-- git-agentsync check -->\n"))
    #expect(said.summary.contains("git agentsync"))
    #expect(try scene.workTree() == before)
    #expect(scene.calls.contains("--base=refs/agentsync/base --head=\(scene.head)"))
  }

  @Test func `what is in step passes`() throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    try scene.checkOut()
    let said = try scene.run("pull_request")
    #expect(said.status == 0, "\(said.output)\(said.errorOutput)")
    #expect(said.results.contains("verdict=in-step\n"))
  }

  @Test func `policy is the base's, and a label lets one run pass`() throws {
    try scene.it.write(PullRequestScene.agent, PullRequestScene.file("[search, execute]"))
    try scene.it.write(
      ".agentsync.yml",
      "policy: {allow: [{agent: eve, tools: [execute]}]}\nrules: {power.tools: off}\n"
    )
    try scene.propose()
    try scene.checkOut()
    #expect(try scene.run("pull_request").status == 3)
    #expect(!scene.calls.contains("--allow-widening"))
    let allowed = try scene.run("pull_request", ["AGENTSYNC_ALLOW_WIDENING": "true"])
    #expect(allowed.status == 0, "\(allowed.output)")
  }

  @Test func `a push is judged as it stands`() throws {
    try scene.checkOut()
    let said = try scene.run(
      "push",
      ["AGENTSYNC_NUMBER": "", "AGENTSYNC_PULL_HEAD": "", "AGENTSYNC_PULL_BRANCH": ""]
    )
    #expect(said.status == 0, "\(said.output)")
    #expect(scene.calls.hasPrefix("check --format text="))
  }

  @Test func `where base and head are given nothing is fetched`() throws {
    try scene.checkOut(depth: nil)
    let said = try scene.run(
      "merge_group",
      ["AGENTSYNC_NUMBER": "", "AGENTSYNC_BASE": "HEAD~1", "AGENTSYNC_HEAD": "HEAD"]
    )
    #expect(scene.calls.contains("check --base=HEAD~1 --head=HEAD"), "\(said.output)")
  }

  // MARK: - History

  @Test func `a shallow clone is deepened until the two meet`() throws {
    // Beyond what the first fetch brings.
    try scene.it.git("checkout", "--quiet", "main")
    for number in 0..<120 { try scene.it.git("commit", "-q", "--allow-empty", "-m", "\(number)") }
    try scene.it.git("push", "--quiet", "origin", "main")
    try scene.it.git("checkout", "--quiet", "fork")
    try scene.it.write("agents/ada.md", "---\ndescription: More.\n---\n\n# Ada\n\nAsk first.\n")
    try scene.propose()
    try scene.checkOut()
    let said = try scene.run("pull_request_target")
    #expect(said.status == 1, "\(said.output)\(said.errorOutput)")
    let job = scene.job
    let start = try scene.it.run(["merge-base", "refs/agentsync/base", scene.head.hex], in: job)
    #expect(try start.text == scene.it.id("\(scene.head)^").hex)
  }

  @Test func `a whole clone stays whole`() throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    try scene.checkOut(depth: nil)
    #expect(try scene.run("pull_request").status == 0)
    let shallow = try scene.it.run(["rev-parse", "--is-shallow-repository"], in: scene.job)
    #expect(shallow.text == "false")
  }

  @Test func `histories that never met are judged as far as can be`() throws {
    try scene.it.git("checkout", "--quiet", "--orphan", "alone")
    try scene.propose()
    try scene.checkOut()
    let said = try scene.run("pull_request_target")
    #expect(said.status != 128, "\(said.output)\(said.errorOutput)")
  }

  @Test func `the event's commit is judged, though the pull request went on`() throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    let judged = scene.head
    try scene.it.write("agents/ada.md", "---\ndescription: More.\n---\n\n# Ada\n\nAsk first.\n")
    try scene.propose()
    try scene.checkOut()
    let said = try scene.run("pull_request_target", ["AGENTSYNC_PULL_HEAD": judged.hex])
    #expect(said.status == 0, "\(said.output)")
    #expect(scene.calls.contains("--head=\(judged)"))
  }

  @Test func `a commit that was taken back is judged by nobody`() throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    let gone = scene.head
    try scene.it.git("reset", "--quiet", "--hard", "HEAD~1")
    try scene.it.write("other.md", "words\n")
    try scene.propose()
    try scene.checkOut()
    let said = try scene.run("pull_request_target", ["AGENTSYNC_PULL_HEAD": gone.hex])
    #expect(said.status == 128)
    #expect(said.output.contains("its newer state has a run of its own"))
    #expect(scene.calls.isEmpty)
  }

  // MARK: - What is refused

  @Test(arguments: ["check", "fix"], ["pull_request_target", "workflow_run"])
  func `no job with the base's rights runs beside the head's files`(
    run: String,
    event: String
  ) throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    try scene.checkOut("refs/pull/7/head")
    let said = try scene.run(event, ["AGENTSYNC_RUN": run, "AGENTSYNC_BRANCH": "fork"])
    #expect(said.status == 128)
    #expect(said.output.contains("the pull request's head is checked out under \(event)"))
    #expect(scene.calls.isEmpty)
  }

  @Test func `nor beside a merge of them`() throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    try scene.it.git("checkout", "--quiet", "-b", "merged", "main")
    try scene.it.git("merge", "--quiet", "--no-ff", "--no-edit", "fork")
    try scene.it.git("push", "--quiet", "origin", "HEAD:refs/pull/7/merge")
    // At this depth the merge shows no parents.
    try scene.checkOut("refs/pull/7/merge")
    let said = try scene.run("pull_request_target")
    #expect(said.status == 128)
    #expect(said.output.contains("check out the base, or nothing"))
    // As the safe event does it by itself.
    #expect(try scene.run("pull_request").status == 0)
  }

  @Test func `another tarball than the one that was asked for is not unpacked`() throws {
    try scene.propose()
    try scene.checkOut()
    let other = String(repeating: "0", count: 64)
    let said = try scene.run("pull_request", ["AGENTSYNC_SHA256": other])
    #expect(said.status == 128)
    #expect(said.output.contains("the tarball is not the one that was asked for"))
    #expect(scene.calls.isEmpty)
    #expect(!said.results.contains("verdict"))
  }

  @Test(arguments: [
    ["AGENTSYNC_SHA256": ""], ["AGENTSYNC_SHA256": "abc"], ["AGENTSYNC_URL": "http://127.0.0.1/x"],
    ["AGENTSYNC_URL": "--output=/tmp/x"], ["AGENTSYNC_URL": "file:///nowhere/x.tar.gz"],
    ["AGENTSYNC_NUMBER": "7; id"], ["AGENTSYNC_PULL_HEAD": "main"],
    ["AGENTSYNC_RUN": "install_program"],
    ["AGENTSYNC_PULL_BRANCH": "a b"], ["AGENTSYNC_PULL_BRANCH": "-x"],
    ["AGENTSYNC_HEAD": "--staged"],
    ["RUNNER_TEMP": ""],
  ])
  func `what the job hands over is looked at`(variables: [String: String]) throws {
    try scene.propose()
    try scene.checkOut()
    let said = try scene.run("pull_request", variables)
    #expect(said.status == 128, "\(said.output)")
    #expect(said.commands.contains { $0.hasPrefix("::error title=git agentsync::") })
    #expect(scene.calls.isEmpty)
  }

  // MARK: - Channels

  @Test func `no name in a pull request becomes a command of GitHub's`() throws {
    let name = "::error::owned"
    try scene.it.write(".github/prompts/\(name)%0A.prompt.md", "---\nname: ''\n---\n##[error]x\n")
    try scene.it.write("agents/::set-output name=verdict::in-step.md", "---\ntools: 5\n---\n")
    try scene.propose("::error::subject")
    try scene.checkOut()
    let said = try scene.run("pull_request_target")
    #expect(said.status == 3, "\(said.output)")
    #expect(said.output.contains("owned"))
    // Annotations name files; GitHub reads what begins a line, and no more.
    let commands = said.commands.filter { $0.contains("owned") || $0.contains("set-output") }
    let beginnings = ["::error file=", "::warning file="]
    #expect(commands.allSatisfy { line in beginnings.contains { line.hasPrefix($0) } })
    #expect(said.results.contains("verdict=findings\n"))
    #expect(said.results.split(separator: "\n").allSatisfy { $0.contains("=") })
  }

  @Test func `the token is masked, and on no command line`() throws {
    try scene.it.write("README.md", "words\n")
    try scene.propose()
    try scene.checkOut()
    try scene.standIn(
      "git",
      "echo \"$*\" >>'\(scene.it.sandbox)/git-calls'\nPATH=${PATH#*:}\nexec git \"$@\"\n"
    )
    let said = try scene.run("pull_request_target", ["AGENTSYNC_TOKEN": "s3cret"])
    #expect(said.status == 0, "\(said.output)\(said.errorOutput)")
    let encoded = Data("x-access-token:s3cret".utf8).base64EncodedString()
    #expect(said.output.components(separatedBy: encoded).count == 2)
    #expect(said.output.contains("::add-mask::\(encoded)\n"))
    #expect(!scene.text(scene.it.sandbox.appending("git-calls")).contains(encoded))
    let kept = try scene.it.run(["config", "--list"], in: scene.job).text
    #expect(!kept.contains("extraheader"))
  }

  // MARK: - The sync commit

  @Test func `fix pushes what is missing`() throws {
    try scene.it.write("agents/ada.md", "---\ndescription: More.\n---\n\n# Ada\n\nAsk first.\n")
    let tip = try scene.it.commit("more")
    try scene.it.git("push", "--quiet", "origin", "HEAD:refs/heads/topic")
    try scene.checkOut("refs/heads/topic")
    let variables = ["AGENTSYNC_RUN": "fix", "AGENTSYNC_BRANCH": "topic"]
    let said = try scene.run("push", variables)
    #expect(said.status == 0, "\(said.output)\(said.errorOutput)")
    #expect(try scene.hub.id("topic^") == tip)
    // What was checked out is behind now.
    let again = try scene.run("push", variables)
    #expect(again.status == 0, "\(again.output)")
    #expect(again.output.contains("has the same files already") || again.output.contains("pushed"))
    #expect(try scene.hub.id("topic^") == tip)
    #expect(try scene.run("push", ["AGENTSYNC_RUN": "fix"]).status == 128)
  }
}
