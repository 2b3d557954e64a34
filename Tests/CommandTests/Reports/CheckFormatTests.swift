import Foundation
import Git
import TestSupport
import Testing

/// `check --format`.
struct CheckFormatTests {
  private struct Said {
    let status: Int32
    let output: String
    let errorOutput: String
  }

  private func repository() throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    try repository.write("agents/ada.md", "# Ada\n\n## Purpose\n\nHelps.\n")
    try repository.commit()
    return repository
  }

  private func check(
    _ arguments: [String],
    in repository: TemporaryRepository,
    environment: [String: String] = [:]
  ) throws -> Said {
    let result = try runProgram(
      [Tool.path.string, "check"] + arguments,
      in: repository.root,
      input: nil,
      environment: repository.environment.merging(environment) { _, new in new }
    )
    return Said(
      status: result.status,
      output: String(decoding: result.output, as: UTF8.self),
      errorOutput: String(decoding: result.errorOutput, as: UTF8.self)
    )
  }

  @Test(arguments: [
    ("text", "  new"), ("json", "{\n"), ("sarif", "{\n"),
    ("github", "::error file=.github/prompts/"),
    ("gitlab", "[\n"), ("markdown", "<!-- git-agentsync check -->\n"),
  ])
  func `each form comes with the same exit code`(format: String, start: String) throws {
    let repository = try repository()
    let said = try check(["--format", format], in: repository)
    #expect(said.status == 1)
    #expect(said.output.hasPrefix(start), "\(said.output)")
    #expect(said.errorOutput.isEmpty)
    _ = try Tool.run("sync", in: repository)
    #expect(try check(["--format", format], in: repository).status == 0)
  }

  @Test func `--json is --format json`() throws {
    let repository = try repository()
    let short = try Tool.run("check", "--json", in: repository)
    #expect(try check(["--format", "json"], in: repository).output == short.output)
  }

  @Test func `files are written whole beside one answer on standard output`() throws {
    let repository = try repository()
    try repository.write("out/old.json", String(repeating: "x", count: 100_000))
    let said = try check(
      ["--format", "gitlab=out/old.json", "--format", "sarif=out/a=b.sarif"],
      in: repository
    )
    #expect(said.status == 1)
    #expect(said.output.contains("out of step"))
    let quality = try JSONValue(parsing: try repository.read("out/old.json"))
    #expect(quality.elements.first?["check_name"]?.text == "merge.out-of-step")
    let log = try JSONValue(parsing: try repository.read("out/a=b.sarif"))
    #expect(try KnownSchema.sarif.faults(of: log) == [])
    let files = try FileManager.default.contentsOfDirectory(
      atPath: repository.root.appending("out").string
    )
    #expect(files.sorted() == ["a=b.sarif", "old.json"])
  }

  @Test func `a file that can't be written stops it and is named`() throws {
    let repository = try repository()
    let said = try check(["--format", "json=none/there/x.json"], in: repository)
    #expect(said.status == 128)
    #expect(said.output.isEmpty)
    #expect(said.errorOutput.contains("cannot write the report 'none/there/x.json'"))
    #expect(said.errorOutput.contains("[command.io]"))
  }

  @Test(arguments: [
    ["--format", "xml"], ["--format", "json="], ["--format", "=x"],
    ["--format", "json", "--format", "text"], ["--format", "github", "--format", "sarif"],
  ])
  func `what does not fit together is wrong usage`(words: [String]) throws {
    #expect(try check(words, in: try repository()).status == 129)
  }

  @Test func `a runner's step gets its summary, beside what is there`() throws {
    let repository = try repository()
    try repository.write("summary.md", "Before.\n")
    let file = repository.root.appending("summary.md").string
    let environment = ["GITHUB_STEP_SUMMARY": file]
    let said = try check(["--format", "github"], in: repository, environment: environment)
    #expect(said.status == 1)
    #expect(said.errorOutput.isEmpty)
    let summary = try repository.read("summary.md")
    #expect(summary.hasPrefix("Before.\n<!-- git-agentsync check -->\n## "))

    try repository.write("summary.md", String(repeating: "x", count: 1 << 20))
    let full = try check(["--format", "github"], in: repository, environment: environment)
    #expect(full.status == 1)
    #expect(full.errorOutput.contains("has no room left for the summary [command.io]"))
    #expect(try repository.read("summary.md").utf8.count == 1 << 20)
  }

  @Test func `other forms leave the summary alone`() throws {
    let repository = try repository()
    let file = repository.root.appending("summary.md").string
    _ = try check(
      ["--format", "markdown"],
      in: repository,
      environment: ["GITHUB_STEP_SUMMARY": file]
    )
    #expect(!repository.exists("summary.md"))
  }
}
