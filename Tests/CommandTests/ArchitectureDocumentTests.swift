import AgentModel
import Foundation
import Git
import Rules
import SystemPackage
import TestSupport
import Testing

@testable import git_agentsync

/// The documents say what the program does: made from it, or held against it.
struct ArchitectureDocumentTests {
  @Test func `each code has a page, and each page a code`() throws {
    let page = try #require(ProjectFile("docs/problems.md"))
    let headings = page.lines.filter { $0.hasPrefix("### ") }.map { line in
      line.dropFirst(4).trimmingCharacters(in: CharacterSet(charactersIn: "` "))
    }
    let rules = Set(Rule.all.map(\.code))
    #expect(headings == Problem.Code.allCases.filter { !rules.contains($0) }.map(\.rawValue))
  }

  @Test func `the pages are those that explain prints`() throws {
    try Golden.expect(ProblemPages.document, equals: ProjectFile.root.pushing("docs/problems.md"))
    try Golden.expect(RuleIndex.document, equals: ProjectFile.root.pushing("docs/rules.md"))
    for rule in Rule.all {
      let page = ProjectFile.root.pushing(FilePath("docs/rules/\(rule.code.rawValue).md"))
      try Golden.expect(RulePage(rule).text, equals: page)
    }
    let pages = ProjectFile.all(in: "docs/rules", suffix: ".md").map(\.path)
    #expect(Set(pages) == Set(Rule.all.map { "docs/rules/\($0.code.rawValue).md" }))
    for code in Problem.Code.allCases {
      #expect(Rule.all.contains { $0.code == code } || ProblemPages.text(of: code) != nil)
    }
  }

  @Test func `each problem is explained in four steps`() throws {
    let page = try #require(ProjectFile("docs/problems.md"))
    let sections = page.text.components(separatedBy: "\n### ").dropFirst()
    let steps = ["**What it means**", "**Why it is a problem**", "**Example**", "**What to do**"]
    let wrong = sections.filter { section in
      let places = steps.compactMap { section.range(of: $0)?.lowerBound }
      return places.count != steps.count || places != places.sorted()
    }
    #expect(wrong.map { $0.prefix { $0 != "\n" } }.isEmpty)
  }

  @Test func `each problem code is raised somewhere`() {
    let sources = ProjectFile.all(in: "Sources").filter { !$0.path.hasSuffix("Problem.Code.swift") }
    let text = sources.map(\.text).joined(separator: "\n")
    let unused = Problem.Code.allCases.filter { code in
      !text.contains(".\(code)")
    }
    #expect(unused.isEmpty)
  }

  @Test func `the command reference is the program's help`() throws {
    let repository = try TemporaryRepository()
    let info = try ProgramInfo.read()
    var page = """
      # Commands

      The help of every command, as `git agentsync help COMMAND` prints it. This page is made by the tests.

      """
    for command in info.commandsAndGroups {
      let help = try runProgram(
        [Tool.path.string, "help"] + command.commandName.split(separator: " ").map(String.init),
        in: repository.root,
        input: nil,
        environment: repository.environment
      )
      #expect(help.status == 0)
      let text = help.text.trimmingCharacters(in: .whitespacesAndNewlines)
      page += "\n## \(command.commandName)\n\n```text\n\(text)\n```\n"
    }
    try Golden.expect(page, equals: ProjectFile.root.pushing("docs/commands.md"))
  }

  @Test func `the manual is made from the program's help`() throws {
    let manual = Manual(info: try ProgramInfo.read())
    try Golden.expect(manual.text, equals: ProjectFile.root.pushing("docs/git-agentsync.1"))
  }

  @Test(arguments: [
    ("bash", "git-agentsync.bash"), ("zsh", "_git-agentsync"), ("fish", "git-agentsync.fish"),
  ])
  func `completions are the program's own`(shell: String, file: String) throws {
    let repository = try TemporaryRepository()
    let said = try Tool.run("--generate-completion-script", shell, in: repository)
    #expect(said.status == 0)
    let script = shell == "bash" ? said.output + Self.bashBridge : said.output
    try Golden.expect(script, equals: ProjectFile.root.pushing(FilePath("completions/\(file)")))
  }

  @Test func `every file that a document links to is there`() throws {
    let link = try Regex(#"\]\(([^)#:\s]+)(#[^)\s]*)?\)"#)
    let code = try Regex("(?s)````.*?````|`[^`\n]+`")
    let pages =
      ["README.md", "CHANGELOG.md", "hooks/README.md", "Tests/Benchmarks/README.md"]
      .compactMap { ProjectFile($0) } + ProjectFile.all(in: "docs", suffix: ".md")
    let broken = pages.flatMap { page in
      page.text.replacing(code, with: "").matches(of: link).compactMap { match -> String? in
        guard let target = match.output[1].substring else { return nil }
        let folder = ProjectFile.root.pushing(FilePath(page.path)).removingLastComponent()
        let place = folder.pushing(FilePath(String(target))).string
        return FileManager.default.fileExists(atPath: place) ? nil : "\(page.path): \(target)"
      }
    }
    #expect(pages.count > 8)
    #expect(broken.isEmpty)
  }

  /// What lets `git agentsync <TAB>` find the completions of `git-agentsync`.
  ///
  /// git's own completion calls a function of this name, with the words of the whole line.
  private static let bashBridge = """

    _git_agentsync() {
        local -i at=0
        while [[ "${at}" -lt "${#COMP_WORDS[@]}" && "${COMP_WORDS[at]}" != agentsync ]]; do
            at+=1
        done
        local -a COMP_WORDS=(git-agentsync "${COMP_WORDS[@]:at+1}")
        local -i COMP_CWORD="$((COMP_CWORD - at))"
        _git-agentsync git-agentsync "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    }

    """
}
