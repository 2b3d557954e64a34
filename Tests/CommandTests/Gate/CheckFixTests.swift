import Foundation
import Git
import SystemPackage
import TestSupport
import Testing

/// `check --fix`: the sync commit of a branch's tip, pushed over that tip or not at all.
struct CheckFixTests {
  private static let prompt = ".github/prompts/ada.prompt.md"

  /// What people push to.
  private let hub: TemporaryRepository
  /// A person's clone, on `main`; `topic` at the hub is out of step.
  private let it: TemporaryRepository

  init() throws {
    hub = try TemporaryRepository("--bare")
    it = try TemporaryRepository()
    try it.git("remote", "add", "origin", hub.root.string)
    try it.write("agents/ada.md", agent("Reviews code."))
    try it.commit("an agent")
    #expect(try Tool.run("init", in: it).status == 0)
    try it.git("push", "--quiet", "origin", "main")
    try it.git("checkout", "--quiet", "-b", "topic")
    try it.write("agents/ada.md", agent("Reviews code and tests."))
    try it.commit("tests too")
    try it.git("push", "--quiet", "origin", "topic")
  }

  private func agent(_ description: String, _ body: String = "Ask first.") -> String {
    "---\ndescription: \(description)\n---\n\n# Ada\n\n\(body)\n"
  }

  /// A clone as a CI job makes it: shallow, and detached at the tip of a branch.
  private func job(_ name: String = "job", depth: Int? = 1) throws -> FilePath {
    let folder = it.sandbox.appending(name)
    let shallow = depth.map { ["--depth=\($0)"] } ?? []
    let branch = ["--no-tags", "--branch=topic", "file://\(hub.root)", folder.string]
    try it.run(["clone", "--quiet"] + shallow + branch, in: it.sandbox)
    try it.run(["checkout", "--quiet", "--detach"], in: folder)
    return folder
  }

  private struct Said {
    let status: Int32
    let output: String
    let errorOutput: String
  }

  private func fix(
    _ words: String...,
    in folder: FilePath,
    path: FilePath? = nil
  ) throws -> Said {
    var environment = it.environment
    if let path { environment["PATH"] = "\(path):\(environment["PATH", default: ""])" }
    let result = try runProgram(
      [Tool.path.string, "check", "--fix"] + words,
      in: folder,
      input: nil,
      environment: environment
    )
    return Said(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self)
    )
  }

  /// Everything of a clone that a person sees.
  private func state(of folder: FilePath) throws -> [String] {
    try [["rev-parse", "HEAD"], ["for-each-ref", "refs/heads"], ["status", "--porcelain"]].map {
      try it.run($0, in: folder).text
    }
  }

  private func expectInStep(_ branch: String = "topic") throws {
    let fresh = try job("judge", depth: nil)
    #expect(try it.run(["rev-parse", "HEAD"], in: fresh).text == hub.git("rev-parse", branch))
    let said = try runProgram(
      [Tool.path.string, "check"],
      in: fresh,
      input: nil,
      environment: it.environment
    )
    #expect(said.status == 0, "\(String(decoding: said.output, as: UTF8.self))")
  }

  // MARK: - What is fixed

  @Test(arguments: [1, 2, nil])
  func `drift is brought in step from a job's clone`(depth: Int?) throws {
    let tip = try it.id("HEAD")
    let job = try job(depth: depth)
    let before = try state(of: job)
    let said = try fix("--branch", "topic", in: job)
    #expect(said.status == 0, "\(said.output)\(said.errorOutput)")
    let pushed = try hub.id("topic")
    #expect(said.output.contains("pushed \(pushed.short) to 'topic' of 'origin'"))
    #expect(try hub.id("topic^") == tip)
    #expect(try hub.git("diff", "--name-only", "topic^", "topic") == Self.prompt)
    #expect(try hub.git("log", "-1", "--format=%s", "topic").hasPrefix("agentsync: sync 1 agent"))
    #expect(try state(of: job) == before)
    #expect(try it.run(["fsck", "--strict"], in: job).status == 0)
    try expectInStep()
  }

  @Test func `nothing is pushed where all is in step`() throws {
    #expect(try Tool.run("sync", in: it).status == 0)
    try it.git("push", "--quiet", "origin", "topic")
    let tip = try hub.id("topic")
    let said = try fix("--branch", "refs/heads/topic", in: try job())
    #expect(said.status == 0)
    #expect(said.output == "in step: 1 output\n")
    #expect(try hub.id("topic") == tip)
  }

  @Test func `on a branch nothing has to be named`() throws {
    let said = try fix(in: it.root)
    #expect(said.status == 0, "\(said.errorOutput)")
    #expect(try hub.id("topic^") == it.id("topic"))
    #expect(try it.git("status", "--porcelain").isEmpty)
  }

  @Test func `a bare clone will do, and any commit in it`() throws {
    let said = try fix("--head", "topic", "--branch", "topic", "--remote", "up", in: try bare())
    #expect(said.status == 0, "\(said.errorOutput)")
    try expectInStep()
  }

  private func bare() throws -> FilePath {
    let folder = it.sandbox.appending("bare")
    try it.run(
      ["clone", "--quiet", "--bare", "--origin=up", hub.root.string, folder.string],
      in: it.sandbox
    )
    return folder
  }

  @Test func `what is pushed stands in the JSON`() throws {
    let schema = JSONSchema(
      root: try JSONValue(parsing: try #require(ProjectFile("docs/output.schema.json")).text)
    )
    let job = try job()
    let said = try fix("--branch=topic", "--json", "--quiet", in: job)
    #expect(said.status == 0)
    #expect(try schema.faults(of: JSONValue(parsing: said.output)).isEmpty)
    #expect(said.output.contains(#""commit" : "\#(try hub.id("topic"))""#))
    #expect(said.output.contains(#""exitCode" : 0"#))
    #expect(said.output.contains(#""verdict" : "drift""#))
  }

  // MARK: - What a person must decide

  @Test func `where more is wrong than drift nothing is pushed`() throws {
    try it.write(".github/prompts/x.prompt.md", "---\nname: ''\n---\nDo.\n")
    try it.commit("a prompt")
    try it.git("push", "--quiet", "origin", "topic")
    let tip = try hub.id("topic")
    let said = try fix("--branch", "topic", in: try job(depth: nil))
    #expect(said.status == 3)
    #expect(said.output.hasSuffix("nothing pushed: a person must decide\n"))
    #expect(try hub.id("topic") == tip)
  }

  @Test func `what a source would bring into an output is judged before it is pushed`() throws {
    try it.write("agents/ada.md", agent("Reviews.", "Ask\u{202E} first."))
    try it.commit("hidden")
    try it.git("push", "--quiet", "origin", "topic")
    let tip = try hub.id("topic")
    let said = try fix("--branch", "topic", in: try job(depth: nil))
    #expect(said.status == 3, "\(said.output)\(said.errorOutput)")
    #expect(said.errorOutput.contains("[hidden.direction-character]"))
    #expect(try hub.id("topic") == tip)
  }

  @Test func `a hand edit that meets its source is a person's`() throws {
    try it.git("checkout", "--quiet", "main")
    let text = try it.read(Self.prompt)
    try it.git("checkout", "--quiet", "topic")
    try it.write(Self.prompt, text.replacing("Reviews code.", with: "Reviews all."))
    try it.commit("by hand")
    try it.git("push", "--quiet", "origin", "topic")
    let tip = try hub.id("topic")
    let said = try fix("--branch", "topic", in: try job(depth: nil))
    #expect(said.status == 2, "\(said.output)")
    #expect(try hub.id("topic") == tip)
  }

  // MARK: - Where to

  @Test func `a detached HEAD needs the name of a branch, drift or not`() throws {
    let job = try job()
    try it.run(["checkout", "--quiet", "--detach", "HEAD"], in: job)
    let said = try fix(in: job)
    #expect(said.status == 129)
    #expect(said.errorOutput.contains("--branch"))
    #expect(try fix("--branch", "a..b", in: job).status == 129)
    #expect(try fix("--branch", "topic", "--remote", "none", in: job).status == 128)
    #expect(try hub.id("topic") == it.id("topic"))
  }

  @Test(arguments: [["--remote", "origin"], ["--branch", "x"]])
  func `a place without a fix is wrong usage`(words: [String]) throws {
    #expect(try Tool.run("check", words[0], words[1], in: it).status == 129)
    #expect(try Tool.run("check", "--fix", "--staged", in: it).status == 129)
    #expect(try Tool.run("check", "--fix", "agents", in: it).status == 129)
  }

  // MARK: - Others at the same branch

  @Test func `a branch that went on is left alone`() throws {
    let job = try job()
    try it.write("README.md", "more\n")
    let other = try it.commit("more")
    try it.git("push", "--quiet", "origin", "topic")
    let said = try fix("--branch", "topic", in: job)
    #expect(said.status == 128)
    #expect(said.errorOutput.contains("[apply.remote-moved]"))
    #expect(try hub.id("topic") == other)
  }

  @Test func `a branch that was taken back does not come back`() throws {
    let job = try job(depth: nil)
    try it.git("push", "--quiet", "--force", "origin", "main:topic")
    let said = try fix("--branch", "topic", in: job)
    #expect(said.status == 128)
    #expect(said.errorOutput.contains("[apply.remote-moved]"))
    #expect(try hub.id("topic") == it.id("main"))
    try it.git("push", "--quiet", "origin", ":topic")
    #expect(try fix("--branch", "topic", in: job).errorOutput.contains("has no branch 'topic'"))
    #expect(try hub.git("for-each-ref", "--format=%(refname)") == "refs/heads/main")
  }

  @Test func `a branch that goes on during the push is left alone`() throws {
    let job = try job()
    try it.write("README.md", "more\n")
    let other = try it.commit("more")
    // As the push begins somebody else's arrives.
    let path = try programs(
      git: """
        case " $* " in
          *" push "*) (unset GIT_DIR GIT_WORK_TREE; "$git" -C '\(it.root)' push --quiet origin topic) ;;
        esac
        exec "$git" "$@"
        """
    )
    let said = try fix("--branch", "topic", in: job, path: path)
    #expect(said.status == 128)
    #expect(said.errorOutput.contains("[apply.remote-moved]"))
    #expect(try hub.id("topic") == other)
  }

  @Test func `two jobs of one commit make one sync commit`() throws {
    let first = try job("first")
    let second = try job("second")
    #expect(try fix("--branch", "topic", in: first).status == 0)
    let pushed = try hub.id("topic")
    // The clock goes on, so that the second one's commit is another.
    try it.git("status")
    let said = try fix("--branch", "topic", in: second)
    #expect(said.status == 0, "\(said.errorOutput)")
    #expect(said.output.contains("has the same files already, at \(pushed.short)"))
    #expect(try hub.id("topic") == pushed)
  }

  @Test func `a commit that is there already is not said to be pushed`() throws {
    let job = try job("first")
    #expect(try fix("--branch", "topic", in: job).output.contains("pushed"))
    let pushed = try hub.id("topic")
    let again = try fix("--branch", "topic", in: job)
    #expect(again.status == 0, "\(again.errorOutput)")
    #expect(again.output.contains("nothing to push: 'topic' of 'origin' has"), "\(again.output)")
    #expect(!again.errorOutput.contains("Everything up-to-date"))
    #expect(try hub.id("topic") == pushed)
  }

  @Test func `an answer that is lost is asked for again`() throws {
    let job = try job()
    let path = try programs(
      git: """
        case " $* " in *" push "*) "$git" "$@"; exit 1 ;; esac
        exec "$git" "$@"
        """
    )
    let said = try fix("--branch", "topic", in: job, path: path)
    #expect(said.status == 0, "\(said.errorOutput)")
    #expect(said.output.contains("pushed \(try hub.id("topic").short)"))
    try expectInStep()
  }

  @Test func `a remote that refuses says why, and can be tried again`() throws {
    let job = try job()
    let tip = try hub.id("topic")
    let hook = hub.root.pushing("hooks/pre-receive").string
    try hub.write(
      "hooks/pre-receive",
      "#!/bin/sh\necho 'not today' >&2\nexit 1\n",
      executable: true
    )
    let refused = try fix("--branch", "topic", in: job)
    #expect(refused.status == 128)
    #expect(refused.errorOutput.contains("not today"))
    #expect(refused.errorOutput.contains("[apply.cannot-push]"))
    #expect(try hub.id("topic") == tip)
    try FileManager.default.removeItem(atPath: hook)
    #expect(try fix("--branch", "topic", in: job).status == 0)
    try expectInStep()
  }

  @Test func `a remote that is gone leaves nothing behind`() throws {
    let job = try job(depth: nil)
    let before = try state(of: job)
    try it.run(["remote", "set-url", "origin", "\(it.sandbox)/nowhere"], in: job)
    let said = try fix("--branch", "topic", in: job)
    #expect(said.status == 128)
    #expect(said.errorOutput.contains("[apply.cannot-push]"))
    #expect(try state(of: job) == before)
  }

  /// A folder with a `git` that does something else; `$git` is the real one.
  private func programs(git script: String) throws -> FilePath {
    let folder = it.sandbox.appending("programs")
    try FileManager.default.createDirectory(
      atPath: folder.string,
      withIntermediateDirectories: true
    )
    let place = folder.appending("git").string
    let path = it.environment["PATH", default: ""]
    let text = "#!/bin/sh\nPATH='\(path)'\ngit=$(command -v git)\n\(script)\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: place))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place)
    return folder
  }
}
