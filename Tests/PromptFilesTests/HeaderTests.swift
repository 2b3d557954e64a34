import AgentModel
import Testing

@testable import PromptFiles

struct HeaderTests {
  private typealias Codes = [Problem.Code]

  /// The front matter of an output without fences and comment, and the codes of its findings.
  private func header(
    _ target: Target,
    _ frontMatter: KeyValuePairs<String, YAMLValue>,
    defaults: KeyValuePairs<String, YAMLValue> = [:],
    models: [String: String] = [:],
    names: [AgentNames.Entry] = []
  ) -> (text: String, codes: [Problem.Code]) {
    let settings = TargetSettings(
      target: target,
      defaults: defaults.map { MadeUp.pair($0.key, $0.value) },
      provenance: false,
      models: models
    )
    let output = render(
      MadeUp.agent(title: "Ada's title", frontMatter),
      as: settings,
      names: AgentNames(names),
      tree: EmptyTree()
    )
    let text = String(decoding: output.text, as: UTF8.self)
    let head = VSCodeReader.split(text)?.header ?? ""
    #expect(VSCodeReader.read(head).errors.isEmpty, "\(head)")
    return (head, output.findings.map(\.code))
  }

  @Test func `keys stand in one order, and those of other targets are left out`() {
    let all: KeyValuePairs<String, YAMLValue> = [
      "tools": MadeUp.list("read"), "model": MadeUp.text("GPT-5"), "license": MadeUp.text("MIT"),
      "color": MadeUp.text("red"), "agent": MadeUp.text("ask-me"),
      "description": MadeUp.text("d e"),
      "name": MadeUp.text("Ada L"), "argument-hint": MadeUp.text("what"),
      "metadata": MadeUp.map(["team": MadeUp.text("x")]), "context": MadeUp.text("fork"),
      "user-invocable": MadeUp.text("true"),
    ]
    #expect(
      header(.prompt, all).text == """
        description: "d e"
        argument-hint: what
        agent: ask-me
        model: GPT-5
        tools: [read]
        """
    )
    #expect(
      header(.agent, all).text == """
        name: "Ada L"
        description: "d e"
        argument-hint: what
        tools: [read]
        model: GPT-5
        user-invocable: true
        metadata:
          team: x
        """
    )
    #expect(
      header(.skill, all).text == """
        name: ada
        description: "d e"
        license: MIT
        argument-hint: what
        user-invocable: true
        context: fork
        metadata:
          team: x
        """
    )
  }

  @Test func `overrides win over the source, and the source over the configuration`() {
    let given = header(
      .prompt,
      [
        "description": MadeUp.text("own"), "model": MadeUp.text("Own (x)"),
        "targets": MadeUp.map([
          "prompt": MadeUp.map(["description": MadeUp.text("override"), "name": MadeUp.text("go")])
        ]),
      ],
      defaults: ["model": MadeUp.text("Default (x)"), "argument-hint": MadeUp.text("hint")]
    )
    #expect(
      given.text == """
        name: go
        description: override
        argument-hint: hint
        model: "Own (x)"
        """
    )
  }

  @Test(arguments: [MadeUp.text(""), MadeUp.text("null"), MadeUp.text("", quoted: true)])
  func `an override of nothing takes a key away`(nothing: YAMLValue) {
    let given = header(
      .prompt,
      [
        "description": MadeUp.text("own"), "tools": MadeUp.list("read"),
        "targets": MadeUp.map(["prompt": MadeUp.map(["tools": nothing, "description": nothing])]),
      ],
      defaults: ["tools": MadeUp.list("edit")]
    )
    #expect(given.text.isEmpty)
    #expect(given.codes.isEmpty)
  }

  @Test func `no tools stay no tools`() {
    #expect(header(.prompt, ["tools": .sequence([])]).text.hasSuffix("tools: []"))
    let dropped = header(.prompt, ["tools": MadeUp.text("TaskCreate, Bash(ls)")])
    #expect(dropped.text.hasSuffix("tools: []"))
    #expect(dropped.codes == [.unknownTool, .unknownTool])
  }

  @Test func `tools are mapped, each once, in their order`() {
    let given = header(
      .prompt,
      ["tools": MadeUp.text("Read, codebase, Grep, Glob, mine, codebase")]
    )
    #expect(given.text.hasSuffix("tools: [read, search/codebase, search, mine]"))
    #expect(given.codes == [.unknownTool])
    let denied: KeyValuePairs<String, YAMLValue> = [
      "tools": MadeUp.text("Read, Bash"), "disallowedTools": MadeUp.list("Bash"),
    ]
    #expect(header(.agent, denied).text.hasSuffix("tools: [read]"))
  }

  @Test func `a prompt's retired words become today's`() {
    #expect(header(.prompt, ["mode": MadeUp.text("edit")]).text.hasSuffix("agent: agent"))
    let both: KeyValuePairs<String, YAMLValue> = [
      "mode": MadeUp.text("ask"), "agent": MadeUp.text("plan"),
    ]
    #expect(header(.prompt, both).text.hasSuffix("agent: plan"))
  }

  @Test func `a prompt for ask has no tools`() {
    let given = header(.prompt, ["agent": MadeUp.text("ask"), "tools": MadeUp.list("read")])
    #expect(given.text.hasSuffix("agent: ask"))
    #expect(given.codes == [.unknownTool])
  }

  @Test func `agents are named by what VS Code matches`() {
    let names = [
      AgentNames.Entry(id: "bob", name: "Bob the Builder"), AgentNames.Entry(id: "x", name: "Twin"),
      AgentNames.Entry(id: "y", name: "Twin"),
    ]
    func agent(_ written: String) -> (String, [Problem.Code]) {
      let given = header(.prompt, ["agent": MadeUp.text(written)], names: names)
      return (String(given.text.split(separator: "\n").last ?? ""), given.codes)
    }
    #expect(agent("bob") == (#"agent: "Bob the Builder""#, []))
    #expect(agent("Bob the Builder") == (#"agent: "Bob the Builder""#, []))
    #expect(agent("BOB") == (#"agent: "Bob the Builder""#, []))
    #expect(agent("nobody") == ("agent: nobody", [.unknownHandoff]))
    #expect(agent("Twin") == ("agent: Twin", [.unknownHandoff]))
    #expect(agent("plan") == ("agent: plan", []))
  }

  @Test func `a list of agents needs the tool`() {
    let names = [AgentNames.Entry(id: "bob", name: "Bob")]
    let given = header(
      .agent,
      ["tools": MadeUp.list("read"), "agents": MadeUp.list("bob", "bob", "*")],
      names: names
    )
    #expect(given.text.hasSuffix("tools: [read]\nagents: [Bob, \"*\"]"))
    #expect(given.codes == [.agentsNeedTool])
    #expect(header(.agent, ["tools": MadeUp.list("Task"), "agents": MadeUp.list("*")]).codes == [])
    #expect(header(.agent, ["tools": MadeUp.list("read"), "agents": .sequence([])]).codes == [])
  }

  @Test func `handoffs have what VS Code asks for`() {
    func handoff(_ pairs: KeyValuePairs<String, YAMLValue>) -> YAMLItem {
      MadeUp.item(MadeUp.map(pairs))
    }
    let given = header(
      .agent,
      [
        "handoffs": .sequence([
          handoff([
            "label": MadeUp.text("Go on"), "agent": MadeUp.text("bob"), "send": MadeUp.text("yes"),
            "prompt": MadeUp.text("First.\nThen."), "model": MadeUp.text("sonnet"),
            "x": MadeUp.text("y"),
          ]),
          handoff(["label": MadeUp.text("go ON"), "agent": MadeUp.text("nobody")]),
          handoff(["label": MadeUp.text("進む"), "agent": MadeUp.text("bob")]),
          handoff(["agent": MadeUp.text("bob"), "send": MadeUp.text("maybe")]),
          handoff(["label": MadeUp.text("No agent")]),
        ])
      ],
      models: ["sonnet": "Claude Sonnet 4.5 (copilot)"],
      names: [AgentNames.Entry(id: "bob", name: "Bob")]
    )
    #expect(
      given.text == """
        name: "Ada's title"
        description: "Ada's title"
        handoffs:
          - label: "Go on"
            agent: Bob
            prompt: "First.\\nThen."
            send: true
            model: "Claude Sonnet 4.5 (copilot)"
          - label: "go ON (2)"
            agent: nobody
            prompt: ""
          - label: "進む (Bob)"
            agent: Bob
            prompt: ""
          - label: Bob
            agent: Bob
            prompt: ""
        """
    )
    #expect(
      given.codes == [
        .unknownHandoff, .handoffLabel, .handoffLabel, .handoffLabel, .wrongType, .unknownHandoff,
      ]
    )
  }

  @Test(arguments: [
    ("Claude Opus 4.1 (copilot)", #"model: "Claude Opus 4.1 (copilot)""#),
    ("GPT-5", "model: GPT-5"),
    ("llama3:8b (ollama)", #"model: "llama3:8b (ollama)""#), ("opus", #"model: "Mapped (x)""#),
    ("Opus", #"model: "Mapped (x)""#),
  ])
  func `a model VS Code can match is kept or mapped`(name: String, line: String) {
    let given = header(.agent, ["model": MadeUp.text(name)], models: ["opus": "Mapped (x)"])
    #expect(given.text.hasSuffix(line))
    #expect(given.codes.isEmpty)
  }

  @Test(arguments: ["sonnet", "opus[1m]", "claude-sonnet-4-5", "gpt-5", "GPT-4.1 | 'gpt-5'"])
  func `a model VS Code can't match is left out with a hint`(name: String) {
    let given = header(.agent, ["model": MadeUp.text(name)])
    #expect(!given.text.contains("model:"))
    #expect(given.codes == [.unmappedModel])
    let fallback = header(
      .agent,
      ["model": MadeUp.text(name)],
      defaults: ["model": MadeUp.text("GPT-5")]
    )
    #expect(fallback.text.hasSuffix("model: GPT-5"))
  }

  @Test func `to inherit a model is to name none`() {
    #expect(header(.agent, ["model": MadeUp.text("inherit")]).codes == [])
    #expect(!header(.agent, ["model": MadeUp.text("inherit")]).text.contains("model:"))
  }

  @Test func `a list of models is a list, of one a word, of none nothing`() {
    let models = ["sonnet": "GPT-5"]
    let two = header(.agent, ["model": MadeUp.list("A (x)", "sonnet", "GPT-5")], models: models)
    #expect(two.text.hasSuffix(#"model: ["A (x)", GPT-5]"#))
    #expect(header(.agent, ["model": MadeUp.list("GPT-5", "opus")]).text.hasSuffix("model: GPT-5"))
    #expect(!header(.agent, ["model": MadeUp.list("opus")]).text.contains("model:"))
    let gitHub: KeyValuePairs<String, YAMLValue> = [
      "target": MadeUp.text("github-copilot"), "model": MadeUp.list("A (x)", "B (x)"),
    ]
    #expect(header(.agent, gitHub).text.hasSuffix(#"model: "A (x)""#))
  }

  @Test func `booleans are bare, and nothing else is one`() {
    let given = header(
      .agent,
      [
        "user-invokable": MadeUp.text("False", quoted: true),
        "disable-model-invocation": MadeUp.text("maybe"),
      ]
    )
    #expect(given.text.hasSuffix("user-invocable: false"))
    #expect(given.codes.contains(.wrongType))
    #expect(
      header(.agent, ["infer": MadeUp.text("false")]).text.hasSuffix(
        "disable-model-invocation: true"
      )
    )
    #expect(!header(.agent, ["infer": MadeUp.text("true")]).text.contains("invocation"))
  }

  @Test func `a target of its own keeps to its keys`() {
    let all: KeyValuePairs<String, YAMLValue> = [
      "target": MadeUp.text("vscode"),
      "mcp-servers": MadeUp.map(["x": MadeUp.map(["type": MadeUp.text("local")])]),
      "github": MadeUp.map(["permissions": MadeUp.map(["issues": MadeUp.text("read")])]),
      "metadata": MadeUp.map(["a": MadeUp.text("b")]), "argument-hint": MadeUp.text("h"),
    ]
    #expect(header(.agent, all).text.hasSuffix("target: vscode\nargument-hint: h"))
    let gitHub = header(.agent, all, defaults: [:]).text
    #expect(!gitHub.contains("permissions"))
    let wrong = header(.agent, ["target": MadeUp.text("emacs")])
    #expect(wrong.codes == [.wrongType])
  }

  @Test func `mappings are carried as they are`() {
    let hook = MadeUp.map([
      "type": MadeUp.text("command"), "command": MadeUp.text("a: b # c"),
      "timeout": MadeUp.text("30"),
      "env": MadeUp.map(["A": MadeUp.text("30", quoted: true), "B": MadeUp.text("")]),
    ])
    let given = header(.agent, ["hooks": MadeUp.map(["Stop": .sequence([MadeUp.item(hook)])])])
    #expect(
      given.text.hasSuffix(
        """
        hooks:
          Stop:
            - type: command
              command: "a: b # c"
              timeout: 30
              env:
                A: "30"
        """
      )
    )
    #expect(header(.agent, ["hooks": MadeUp.text("x")]).codes == [.wrongType])
  }

  @Test func `annotations are text`() {
    let given = header(
      .skill,
      ["metadata": MadeUp.map(["version": MadeUp.text("1.0"), "a": MadeUp.list("b")])]
    )
    #expect(given.text.hasSuffix("metadata:\n  version: \"1.0\""))
    #expect(given.codes == [.wrongType])
  }

  @Test func `a hint in brackets is put together again`() {
    #expect(
      header(.prompt, ["argument-hint": MadeUp.list("file", "line")]).text
        .hasSuffix(#"argument-hint: "[file, line]""#)
    )
  }

  @Test func `overrides for no key and no target are named`() {
    let given = header(
      .prompt,
      [
        "targets": MadeUp.map([
          "promt": MadeUp.map([:]),
          "prompt": MadeUp.map(["handoffs": MadeUp.list("x"), "mode": MadeUp.text("ask")]),
        ])
      ]
    )
    #expect(given.codes == [.unknownKey, .unknownKey])
    #expect(given.text.hasSuffix("agent: ask"))
    let noMapping = header(.prompt, ["targets": MadeUp.map(["prompt": MadeUp.text("false")])])
    #expect(noMapping.codes == [.wrongType])
  }
}

struct DescriptionTests {
  private func output(
    _ target: Target,
    _ frontMatter: KeyValuePairs<String, YAMLValue> = [:],
    title: String? = nil
  ) -> (text: String, findings: [Problem]) {
    let output = render(
      MadeUp.agent(title: title, frontMatter),
      as: TargetSettings(target: target, provenance: false),
      names: AgentNames([]),
      tree: EmptyTree()
    )
    return (String(decoding: output.text, as: UTF8.self), output.findings)
  }

  @Test func `a description is one line`() {
    let text = output(.prompt, ["description": MadeUp.text(" a\n\n  b\tc\u{2028}d ")]).text
    #expect(text.hasPrefix("---\ndescription: \"a b c d\"\n---\n"))
  }

  @Test func `the title stands in for it`() {
    #expect(output(.prompt, title: "A title").text.hasPrefix("---\ndescription: \"A title\"\n"))
  }

  @Test func `how grave a missing one is depends on the target`() {
    #expect(output(.prompt).findings.map(\.severity) == [.info])
    #expect(output(.agent).findings.map(\.severity) == [.warning])
    #expect(output(.skill).findings.map(\.severity) == [.warning])
    #expect(output(.skill).findings.map(\.code) == [.missingDescription])
  }

  @Test func `a skill's is cut at a word`() throws {
    let long = String(repeating: "word, 👩‍🚀 ", count: 300)
    let cut = output(.skill, ["description": MadeUp.text(long)])
    #expect(cut.findings.map(\.code) == [.longDescription])
    let head = try #require(VSCodeReader.split(cut.text)?.header)
    guard case .map(let entries)? = VSCodeReader.read(head).node,
      case .scalar(let text)? = entries.last?.value
    else {
      Issue.record("no description")
      return
    }
    #expect(text.utf16.count <= 1_024)
    #expect(text.utf16.count > 1_000)
    #expect(text.hasSuffix("…"))
    #expect(!text.hasSuffix(" …"))
    #expect(!text.hasSuffix(",…"))
    #expect(output(.agent, ["description": MadeUp.text(long)]).findings.isEmpty)
  }

  @Test func `a compatibility note has its own limit`() {
    let long = String(repeating: "x ", count: 400)
    let frontMatter: KeyValuePairs<String, YAMLValue> = [
      "description": MadeUp.text("d"), "compatibility": MadeUp.text(long),
    ]
    #expect(output(.skill, frontMatter).findings.map(\.code) == [.longDescription])
  }
}
