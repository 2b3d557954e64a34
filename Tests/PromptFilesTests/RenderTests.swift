import AgentModel
import Git
import TestSupport
import Testing

@testable import PromptFiles

struct RenderTests {
  private func text(_ output: Output) -> String { String(decoding: output.text, as: UTF8.self) }

  private func render(
    _ agent: Agent,
    _ settings: TargetSettings = TargetSettings(target: .prompt)
  ) -> Output {
    PromptFiles.render(agent, as: settings, names: AgentNames([]), tree: EmptyTree())
  }

  @Test func `the comment names the source, and the body follows a blank line`() {
    let output = render(MadeUp.agent(title: "Ada"))
    #expect(
      text(output) == """
        ---
        # agentsync: from agents/core/ada.md
        description: Ada
        ---

        # Ada

        """
    )
    #expect(output.path.string == ".github/prompts/ada.prompt.md")
    #expect(output.agentID == "ada")
  }

  @Test(arguments: ["[file]", "[file, line]", "[[a], b]"])
  func `a hint in brackets is written in quotes`(hint: String) throws {
    let workshop = Workshop([
      "agents/ada.md": """
      ---
      description: x
      argument-hint: \(hint)
      targets: {skill: {argument-hint: [\(hint)]}}
      ---
      # Ada

      """
    ])
    let output = try workshop.output("agents/ada.md", as: .prompt)
    #expect(text(output).contains("\nargument-hint: \"\(hint)\"\n"))
    #expect(output.findings.isEmpty)
    let skill = try workshop.output("agents/ada.md", as: .skill)
    #expect(text(skill).contains("\nargument-hint: \"[\(hint)]\"\n"))
    #expect(workshop.library().findings.isEmpty)
  }

  @Test func `a source's path can't end the comment`() throws {
    let agent = MadeUp.agent(at: "agents/a\nname: evil---\u{2028}.md", title: "Ada")
    let head = try #require(VSCodeReader.split(text(render(agent)))?.header)
    #expect(
      VSCodeReader.read(head).node == .map([.init(key: "description", value: .scalar("Ada"))])
    )
    #expect(!head.contains("---"))
  }

  @Test func `without keys and comment there is no front matter`() {
    let settings = TargetSettings(target: .prompt, provenance: false)
    #expect(text(render(MadeUp.agent(), settings)) == "# Ada\n")
    #expect(text(render(MadeUp.agent(body: "---\n\nA rule.\n"), settings)) == "\n---\n\nA rule.\n")
    #expect(text(render(MadeUp.agent(body: " \n"), settings)) == "\n")
    let commented = TargetSettings(target: .prompt)
    #expect(
      text(render(MadeUp.agent(), commented))
        == "---\n# agentsync: from agents/core/ada.md\n---\n\n# Ada\n"
    )
    #expect(
      text(render(MadeUp.agent(title: "T", body: ""), settings)) == "---\ndescription: T\n---\n"
    )
  }

  @Test func `a path that is not allowed is an error, and nothing is written`() {
    let settings = TargetSettings(target: .prompt, path: ".github/{category}/{id}.prompt.md")
    let output = render(MadeUp.agent(category: ["hooks"], title: "Ada"), settings)
    #expect(output.findings.map(\.code) == [.outputNotAllowed])
    #expect(output.findings.map(\.severity) == [.error])
    #expect(output.text.isEmpty)
  }

  @Test func `an agent GitHub would not take is named`() {
    let long = String(repeating: "ä", count: 30_001)
    let agent = MadeUp.agent(id: "größe", title: "T", body: long)
    let output = render(agent, TargetSettings(target: .agent))
    #expect(output.findings.map(\.code) == [.bodyTooLong, .idNotASCII])
    #expect(output.findings.allSatisfy { $0.severity == .warning })
    #expect(render(agent).findings.isEmpty)
    let short = MadeUp.agent(title: "T", body: String(long.dropLast()))
    #expect(render(short, TargetSettings(target: .agent)).findings.isEmpty)
  }

  @Test func `an output has a budget in link mode too`() {
    let agent = MadeUp.agent(title: "T", body: String(repeating: "x", count: 2 * 1_024 * 1_024))
    let output = render(agent)
    #expect(output.findings.map(\.code) == [.outputTooBig])
    #expect(output.findings.map(\.severity) == [.error])
  }

  @Test func `broken references are told once a document`() throws {
    let workshop = Workshop([
      "agents/ada.md": "# Ada\n\n@gone.md and [x](../../out.md)\n\n@docs/part.md\n",
      "docs/part.md": "# Part\n\n[y](missing.md)\n",
    ])
    let link = try workshop.output("agents/ada.md", as: .prompt)
    #expect(link.findings.map(\.code) == [.missingReference, .escapingReference])
    #expect(link.body.hasPrefix("# Ada\n\n@gone.md and [x](../../out.md)\n"))
    let inline = try workshop.output("agents/ada.md", as: .prompt, body: .inline)
    #expect(
      inline.findings.map(\.code) == [.missingReference, .escapingReference, .missingReference]
    )
  }

  @Test func `names come from the library`() throws {
    let workshop = Workshop([
      "agents/ada.md": "---\nhandoffs:\n  - label: Go\n    agent: bob\n    prompt: x\n---\n# Ada\n",
      "agents/bob.md": "---\ntargets:\n  agent:\n    name: Bobby\n---\n# Bob\n",
      "agents/cy.md": "---\nname: Cyan\n---\n# C\n", "agents/dee.md": "words\n",
    ])
    let names = AgentNames(workshop.library())
    #expect(names.entries.map(\.name) == ["Ada", "Bobby", "Cyan", "dee"])
    #expect(text(try workshop.output("agents/ada.md", as: .agent)).contains("agent: Bobby\n"))
    #expect(names == AgentNames(workshop.library()))
  }
}

struct RenderLawTests {
  @Test(arguments: 0..<250 as Range<UInt64>)
  func `any agent gives a file that passes the rules`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let agent = Self.agent(&random)
    let target = Target.allCases.randomElement(using: &random) ?? .prompt
    let settings = TargetSettings(
      target: target,
      defaults: random.chance(30) ? [MadeUp.pair("model", MadeUp.text(Hostile.text(&random)))] : [],
      body: random.chance(50) ? .link : .inline,
      provenance: random.chance(50),
      models: ["sonnet": Hostile.text(&random)]
    )
    let names = AgentNames([.init(id: "bob", name: "Bob: the \"B\""), .init(id: "x", name: "進")])
    let output = render(agent, as: settings, names: names, tree: EmptyTree())
    #expect(output == render(agent, as: settings, names: names, tree: EmptyTree()))
    #expect(!output.findings.contains { $0.severity == .error })
    #expect(
      output.findings.allSatisfy { !$0.message.contains("\n") && !($0.hint ?? "").contains("\n") }
    )

    let text = String(validating: output.text, as: UTF8.self)
    let file = try #require(text)
    #expect(!output.text.contains(0x0D))
    #expect(!output.text.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(file.utf8.last == 0x0A)
    #expect(!output.text.dropLast().hasSuffix([0x0A]) || output.text.count < 3)

    let header = VSCodeReader.split(file)?.header
    let seen = VSCodeReader.read(header ?? "")
    #expect(seen.errors.isEmpty, "\(file)")
    let folder = output.path.parent?.name ?? ""
    #expect(
      VSCodeRules.broken(by: seen.node, kind: target.rawValue, folder: folder) == [],
      "\(file)"
    )
    guard header != nil, seen.node != nil else { return }
    let strict = try Document(parsing: output.text, at: output.path).frontMatter
    #expect(seen.node == .map((strict?.pairs ?? []).map(\.seen)), "\(file)")
  }

  /// An agent whose every key holds something unexpected.
  private static func agent(_ random: inout SeededRandom) -> Agent {
    func value(_ depth: Int) -> YAMLValue {
      switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &random) {
      case 0:
        let words = [
          "true", "no", "sonnet", "inherit", "Read, Bash", "bob", "12", "vscode", "github-copilot",
        ]
        return .scalar(words.randomElement(using: &random) ?? "", quoted: random.chance(20))
      case 1, 2: return .scalar(Hostile.text(&random), quoted: random.chance(80))
      case 3:
        let count = Int.random(in: 0..<4, using: &random)
        return .sequence((0..<count).map { _ in MadeUp.item(value(depth - 1)) })
      default:
        let keys = ["label", "agent", "prompt", "send", "model", "a b", Hostile.text(&random)]
        return .mapping(
          keys.filter { _ in random.chance(60) }.map { MadeUp.pair($0, value(depth - 1)) }
        )
      }
    }
    let keys = Set(Target.allCases.flatMap(\.keys) + ["mode", "infer", "disallowedTools", "color"])
    var pairs = keys.sorted().filter { _ in random.chance(40) }.map { MadeUp.pair($0, value(3)) }
    let targets = Target.allCases.map { target in
      MadeUp.pair(
        target.rawValue,
        .mapping(target.keys.filter { _ in random.chance(20) }.map { MadeUp.pair($0, value(2)) })
      )
    }
    pairs.append(MadeUp.pair("targets", .mapping(targets)))
    var body = ""
    for _ in 0..<Int.random(in: 0..<5, using: &random) { body += Hostile.text(&random) + "\n" }
    return MadeUp.agent(
      title: random.chance(50) ? Hostile.text(&random) : nil,
      pairs: pairs,
      body: body
    )
  }

  @Test(arguments: 0..<50 as Range<UInt64>, [BodyMode.link, .inline])
  func `every link leads to a file that is there`(seed: UInt64, body: BodyMode) throws {
    var random = SeededRandom(seed: seed)
    let parts = ["modules/a.md", "modules/deep/b.md", "tasks/größe.md", "tasks/c d.md"]
    let shared = ["docs/e.md", "agents/other/other.md", "docs/直島/f(1).md"]
    var files: [RepoPath: [UInt8]] = [:]
    for path in parts.map({ "agents/x/ada/\($0)" }) + shared {
      files[MadeUp.path(path)] = Array(
        Self.text(parts, shared, depth: path.split(separator: "/").count, &random).utf8
      )
    }
    files[MadeUp.path("agents/x/ada/ada.md")] = Array(
      Self.text(parts, shared, depth: 4, &random).utf8
    )
    let workshop = Workshop(files)
    for target in Target.allCases {
      let output = try workshop.output("agents/x/ada/ada.md", as: target, body: body)
      for written in VSCodeLinks.targets(in: output.body) {
        let path = Self.resolve(percentDecoded(Array(written.utf8)), from: output.path)
        #expect(workshop.entry(at: path) != nil, "\(written) in \(output.body)")
        let isPlain = !written.contains("%")
        #expect(isPlain || output.findings.contains { $0.code == .encodedLink })
        #expect(!written.contains("#"))
      }
    }
  }

  /// A document that refers to files in every way; `depth` is the number of components of its own path.
  private static func text(
    _ parts: [String],
    _ shared: [String],
    depth: Int,
    _ random: inout SeededRandom
  ) -> String {
    var text = "# T\n\n"
    for _ in 0..<Int.random(in: 1..<8, using: &random) {
      let ups = String(repeating: "../", count: depth - 1)
      let part = parts.filter { !$0.contains(" ") }.randomElement(using: &random) ?? ""
      let any = (parts.map { "agents/x/ada/\($0)" } + shared).randomElement(using: &random) ?? ""
      let anchor = random.chance(40) ? "#t" : ""
      switch Int.random(in: 0..<7, using: &random) {
      case 0: text += "- **Part**: @\(part)\(anchor)\n"
      case 1: text += "@\(part)\(anchor)\n\n"
      case 2: text += "See [it *now*](<\(ups)\(any)\(anchor)> \"t\") and @\(part).\n\n"
      case 3: text += "- [ ] [a [b] c](<\(ups)\(any)>), (@\(part))\n"
      case 4: text += "`/docs/e.md` then [x](\(ups)docs/e.md\(anchor))!@\(part)\n\n"
      case 5: text += "Title\n===\n\n| [t](\(ups)docs/e.md) | @\(part) |\n|-|-|\n\n"
      default: text += "```\n[x](nowhere.md)\n```\n\n### Deep\n\n"
      }
    }
    return text
  }

  private static func resolve(_ written: String, from output: RepoPath) -> RepoPath {
    var place = Array(output.components.dropLast())
    for component in written.split(separator: "/") {
      switch component {
      case ".": break
      case "..": place.removeLast()
      default: place.append(String(component))
      }
    }
    return MadeUp.path(place.joined(separator: "/"))
  }
}

extension YAMLPair {
  /// The pair as a reader without types gives it back.
  var seen: VSCodeReader.Entry { VSCodeReader.Entry(key: key, value: item.value.seen) }
}

extension YAMLValue {
  var seen: VSCodeReader.Node {
    switch self {
    case .scalar(let text, _): .scalar(text)
    case .sequence(let items): .list(items.map(\.value.seen))
    case .mapping(let pairs): .map(pairs.map(\.seen))
    }
  }
}

extension Collection<UInt8> {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    Array(self.suffix(suffix.count)) == suffix
  }
}
