import AgentModel
import AgentSync
import Foundation
import Git
import TestSupport
import Testing

@testable import git_agentsync

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

  @Test func `a link is followed, and what is no plain file is never replaced`() throws {
    let repository = try repository()
    let place = repository.root.appending("out")
    try repository.write("out/real.json", "old")
    try FileManager.default.createSymbolicLink(
      atPath: place.appending("link.json").string,
      withDestinationPath: "real.json"
    )
    _ = try check(["--format", "json=out/link.json"], in: repository)
    #expect(try repository.read("out/real.json").hasPrefix("{\n"))
    // A link of the test's own stands for those that /dev holds.
    try FileManager.default.createSymbolicLink(
      atPath: place.appending("stdout").string,
      withDestinationPath: "/proc/self/fd/1"
    )
    let said = try check(["--format", "gitlab=out/stdout", "-q"], in: repository)
    #expect(said.output.hasPrefix("[\n"))
    for name in ["link.json", "stdout"] {
      let link = place.appending(name).string
      #expect(throws: Never.self) {
        try FileManager.default.destinationOfSymbolicLink(atPath: link)
      }
    }
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

  @Test(arguments: ["head", "base", nil])
  func `what stops the run is reported in every form`(side: String?) throws {
    let repository = try repository()
    try repository.git("branch", "base")
    try repository.write(".agentsync.yml", "library: {roots: [\n")
    try repository.commit("broken")
    if side == "base" { try repository.git("branch", "-f", "base") }
    let forms = ["text", "json", "sarif", "gitlab", "markdown"]
    let files = forms.flatMap { ["--format", "\($0)=out/\($0)"] }
    try repository.write("out/text", "an old report\n")
    let base = side.map { _ in ["--base", "base"] } ?? []
    let said = try check(base + files + ["--format", "github"], in: repository)
    #expect(said.status == 128)
    #expect(said.output.hasPrefix("::error file=.agentsync.yml,line=2,"), "\(said.output)")
    #expect(said.errorOutput.hasPrefix("fatal: .agentsync.yml:2"))
    for form in forms {
      #expect(try repository.read("out/\(form)").contains("config.syntax"), "\(form)")
    }
    let record = try JSONValue(parsing: try repository.read("out/json"))
    #expect(record["verdict"]?.text == "stopped")
    #expect(try KnownSchema.output.faults(of: record) == [])
    let log = try JSONValue(parsing: try repository.read("out/sarif"))
    #expect(try KnownSchema.sarif.faults(of: log) == [])
    #expect(try repository.read("out/markdown").hasPrefix("<!-- git-agentsync check -->\n"))
    // On a terminal nothing but the failure is said.
    #expect(try check(base, in: repository).output.isEmpty)
  }

  @Test(arguments: Problem.Code.allCases)
  func `a rule of SARIF has the page of its code, as there is no address to name`(
    code: Problem.Code
  ) throws {
    let outcome = CheckOutcome(stoppedBy: Problem(code, "so it is"))
    let log = try JSONValue(parsing: SarifReport(CheckReport(outcome, hasBase: false)).json)
    let rule = log["runs"]?.elements.first?["tool"]?["driver"]?["rules"]?.elements.first
    #expect(rule?["id"]?.text == code.rawValue)
    #expect(rule?["help"]?["markdown"]?.text?.hasPrefix("# `\(code.rawValue)`\n") == true)
    #expect((rule?["help"]?["text"]?.text?.count ?? 0) > 40)
    #expect(rule?["helpUri"] == nil)
  }

  @Test func `a start that can't be planned from is told in every form, with the files`() throws {
    let repository = try repository()
    try repository.write(".agentsync.yml", "library: {roots: [\n")
    try repository.commit("broken")
    try repository.git("branch", "-q", "head")
    try repository.git("rm", "-q", ".agentsync.yml")
    try repository.commit("mended on the base")
    try repository.git("branch", "base")
    try repository.git("checkout", "-q", "head")
    try repository.git("rm", "-q", ".agentsync.yml")
    try repository.write("agents/eve.md", "# Eve\n\n## Purpose\n\nLooks.\n")
    try repository.commit("mended by the change")
    for form in ["text", "json", "sarif", "github", "gitlab", "markdown"] {
      let said = try check(["--base", "base", "--format", form], in: repository)
      #expect(said.status == 1, "\(form)")
      let all = said.output + said.errorOutput
      #expect(all.contains("nothing can be planned"), "\(form): \(all)")
      #expect(all.contains("config.syntax"), "\(form): \(all)")
      if ["text", "json", "markdown"].contains(form) {
        #expect(all.contains("agents/eve.md"), "\(form): \(all)")
      }
      if form == "json" {
        let answer = try JSONValue(parsing: said.output)
        #expect(try KnownSchema.output.faults(of: answer) == [])
      }
    }
  }

  /// What the pages of rules, which SARIF has in it, show of other scripts than ours.
  private func pageLetters(_ output: String) throws -> Set<Unicode.Scalar> {
    let driver = try JSONValue(parsing: output)["runs"]?.elements.first?["tool"]?["driver"]
    let rules = try #require(driver?["rules"]?.elements)
    let pages = rules.compactMap { $0["help"]?["markdown"]?.text }
    return Set(pages.flatMap(\.unicodeScalars).filter { !$0.isASCII })
  }

  @Test func `what hides in a file's name is escaped in JSON`() throws {
    let repository = try repository()
    let name = "a\u{202E}\u{9B}\u{2028}\u{E0041}b"
    try repository.write(".github/prompts/\(name).prompt.md", "---\nname: ''\n---\nDo.\n")
    try repository.commit("hostile")
    for form in ["json", "gitlab", "sarif"] {
      let said = try check(["--format", form], in: repository)
      let known = form == "sarif" ? try pageLetters(said.output) : []
      #expect(known.isDisjoint(with: name.unicodeScalars))
      #expect(
        said.output.unicodeScalars.allSatisfy {
          $0 == "\n" || (0x20..<0x7F).contains($0.value) || known.contains($0)
        },
        "\(form)"
      )
    }
    let quality = try JSONValue(parsing: check(["--format", "gitlab"], in: repository).output)
    let paths = quality.elements.compactMap { $0["location"]?["path"]?.text }
    #expect(paths.contains(".github/prompts/\(name).prompt.md"))
    let unknown = try Tool.run("explain", "a\u{202E}b", in: repository)
    #expect(unknown.status == 129)
    #expect(!unknown.errorOutput.contains("\u{202E}"))
  }

  @Test func `a file in an output's place is for a person to decide`() throws {
    let repository = try repository()
    try repository.write(".github/prompts/ada.prompt.md", "---\ndescription: X.\n---\nMine.\n")
    try repository.commit("foreign")
    let said = try check([], in: repository)
    #expect(said.status == 2, "\(said.output)")
    #expect(try Tool.run("check", "--json", in: repository).output.contains("\"conflict\""))
  }

  @Test func `where nothing was there before that is not told`() throws {
    let repository = try repository()
    _ = try Tool.run("sync", in: repository)
    // VS Code's hint, which is no more than a note.
    try repository.write(".github/prompts/x.prompt.md", "---\ndescription: X.\nodd: 1\n---\nDo.\n")
    try repository.commit("more")
    let said = try check(["--base", "HEAD"], in: repository)
    #expect(said.status == 0)
    #expect(!said.output.contains("There before"), "\(said.output)")
  }
}
