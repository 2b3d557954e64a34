import Foundation
import Git
import SystemPackage
import TestSupport

/// A repository that others fork, a pull request there, and a job of a runner that knows of nothing else.
final class PullRequestScene {
  /// The repository; pull request 7 is `refs/pull/7/head` in it, as GitHub has it.
  let hub: TemporaryRepository
  /// A maintainer's clone.
  let it: TemporaryRepository
  /// What the runner has checked out.
  let job: FilePath
  /// `RUNNER_TEMP`.
  let temporary: FilePath

  private(set) var head: ObjectID
  private var variables: [String: String] = [:]

  static let agent = ".github/agents/eve.agent.md"

  init() throws {
    hub = try TemporaryRepository("--bare")
    it = try TemporaryRepository()
    job = it.sandbox.appending("job")
    temporary = it.sandbox.appending("runner")
    try it.git("remote", "add", "origin", hub.root.string)
    try it.write("agents/ada.md", "---\ndescription: Reviews.\n---\n\n# Ada\n\nAsk first.\n")
    try it.write(Self.agent, Self.file("[search]"))
    try it.commit("base")
    _ = try Tool.run("init", in: it)
    try it.git("push", "--quiet", "origin", "main")
    try it.git("checkout", "--quiet", "-b", "fork")
    head = try it.id("HEAD")
    try FileManager.default.createDirectory(
      atPath: temporary.string,
      withIntermediateDirectories: true
    )
    try packProgram()
  }

  static func file(_ tools: String) -> String {
    "---\ndescription: Helps.\nagents: []\ntools: \(tools)\n---\nYou help.\n"
  }

  // MARK: - The pull request

  /// Commits what the fork has, and makes it the pull request's head.
  func propose(_ message: String = "change") throws {
    head = try it.commit(message)
    try it.git("push", "--quiet", "--force", "origin", "HEAD:refs/pull/7/head")
  }

  /// What `actions/checkout` leaves: one commit, detached, and the work tree.
  func checkOut(_ reference: String = "refs/heads/main", depth: Int? = 1) throws {
    try it.run(["init", "--quiet", job.string], in: it.sandbox)
    try it.run(["remote", "add", "origin", "file://\(hub.root)"], in: job)
    let shallow = depth.map { ["--depth=\($0)"] } ?? []
    try it.run(["fetch", "--quiet", "--no-tags"] + shallow + ["origin", reference], in: job)
    try it.run(["checkout", "--quiet", "--detach", "FETCH_HEAD"], in: job)
  }

  // MARK: - The program

  /// Makes of the built program what `make dist` makes.
  private func packProgram() throws {
    let folder = "git-agentsync-0-linux-test"
    let place = it.sandbox.pushing(FilePath("dist/\(folder)/bin"))
    try FileManager.default.createDirectory(
      atPath: place.string,
      withIntermediateDirectories: true
    )
    try writeProgram(
      place.appending("git-agentsync"),
      "echo \"$*\" >>'\(it.sandbox)/calls'\nexec '\(Tool.path)' \"$@\"\n"
    )
    let dist = it.sandbox.appending("dist")
    let tar = ["tar", "--create", "--gzip", "--file=program.tar.gz", folder]
    _ = try runProgram(tar, in: dist, input: nil, environment: it.environment)
    let sum = try runProgram(
      ["sha256sum", "program.tar.gz"],
      in: dist,
      input: nil,
      environment: it.environment
    )
    variables = [
      "AGENTSYNC_URL": "file://\(dist)/program.tar.gz",
      "AGENTSYNC_SHA256": String(sum.text.prefix(64)),
    ]
  }

  func writeProgram(_ place: FilePath, _ script: String) throws {
    try FileManager.default.createDirectory(
      atPath: place.removingLastComponent().string,
      withIntermediateDirectories: true
    )
    try Data("#!/bin/sh\n\(script)".utf8).write(to: URL(fileURLWithPath: place.string))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.string)
  }

  /// The command lines that the program was started with.
  var calls: String { text(it.sandbox.appending("calls")) }

  /// A stand-in for a program on the runner, before all others.
  func standIn(_ name: String, _ script: String) throws {
    try writeProgram(it.sandbox.pushing(FilePath("stand-ins/\(name)")), script)
  }

  // MARK: - Runs

  struct Said {
    let status: Int32
    let output: String
    let errorOutput: String
    /// What the run wrote to `GITHUB_OUTPUT`.
    let results: String
    /// What it wrote to `GITHUB_STEP_SUMMARY`.
    let summary: String

    /// The lines in which GitHub would look for commands.
    var commands: [Substring] {
      var token: Substring?
      var lines: [Substring] = []
      for line in output.split(separator: "\n") {
        if let open = token {
          if line == "::\(open)::" { token = nil }
        } else if line.hasPrefix("::stop-commands::") {
          token = line.dropFirst("::stop-commands::".count)
        } else {
          lines.append(line)
        }
      }
      return lines
    }
  }

  /// Runs the action's script as a runner would.
  ///
  /// - Parameters:
  ///   - event: The event's name.
  ///   - extra: Variables on top of those of a pull request; they win.
  /// - Returns: What it said, whatever the status is.
  /// - Throws: `GitError` when it cannot be started.
  func run(_ event: String, _ extra: [String: String] = [:]) throws -> Said {
    var environment = environment
    environment.merge(
      [
        "GITHUB_EVENT_NAME": event,
        "GITHUB_REPOSITORY": "team/library",
        "GITHUB_OUTPUT": temporary.appending("output").string,
        "GITHUB_STEP_SUMMARY": temporary.appending("summary").string,
        "AGENTSYNC_RUN": "check",
        "AGENTSYNC_NUMBER": "7",
        "AGENTSYNC_PULL_HEAD": head.hex,
        "AGENTSYNC_PULL_BRANCH": "main",
        "AGENTSYNC_ALLOW_WIDENING": "false",
      ]
    ) { _, new in new }
    environment.merge(extra) { _, new in new }
    for name in ["output", "summary"] {
      try? FileManager.default.removeItem(atPath: temporary.appending(name).string)
    }
    let result = try runProgram(
      [ProjectFile.root.pushing("ci/github.sh").string],
      in: job,
      input: nil,
      environment: environment
    )
    return Said(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self),
      results: text(temporary.appending("output")),
      summary: text(temporary.appending("summary"))
    )
  }

  /// Runs a script in the job's folder, with the program's address in the environment.
  func run(script: String, _ extra: [String: String]) throws -> Said {
    let result = try runProgram(
      ["/bin/sh", "-c", script],
      in: job,
      input: nil,
      environment: environment.merging(extra) { _, new in new }
    )
    return Said(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self),
      results: "",
      summary: ""
    )
  }

  private var environment: [String: String] {
    var environment = it.environment.merging(variables) { _, new in new }
    environment["PATH"] = "\(it.sandbox)/stand-ins:\(environment["PATH", default: ""])"
    environment["RUNNER_TEMP"] = temporary.string
    environment["CI"] = "true"
    return environment
  }

  func text(_ place: FilePath) -> String {
    FileManager.default.contents(atPath: place.string).map { String(decoding: $0, as: UTF8.self) }
      ?? ""
  }

  /// What of the job's clone a checkout would have changed.
  func workTree() throws -> [String] {
    try [
      ["rev-parse", "HEAD"], ["status", "--porcelain", "--ignored"],
      ["for-each-ref", "refs/heads"],
    ]
    .map { try it.run($0, in: job).text }
  }
}
