import AgentModel
import Git
import Testing

@testable import PromptFiles

struct LinkBodyTests {
  /// The body that a document gets as an agent's output in `.github/prompts`.
  private func body(
    _ text: String,
    with files: KeyValuePairs<String, String> = [:],
    target: Target = .prompt,
    modes: [String: FileMode] = [:]
  ) throws -> (text: String, codes: [Problem.Code]) {
    var all: [RepoPath: [UInt8]] = [MadeUp.path("agents/core/ada/ada.md"): Array(text.utf8)]
    for (path, text) in files { all[MadeUp.path(path)] = Array(text.utf8) }
    let workshop = Workshop(all, modes: modes)
    let output = try workshop.output("agents/core/ada/ada.md", as: target)
    return (output.body, output.findings.map(\.code).filter { $0 != .missingDescription })
  }

  private let plan: KeyValuePairs = [
    "agents/core/ada/modules/plan.md": "# Plan\n\n## Ask first\n\nAsk.\n\n## Ask\n",
    "agents/core/bob.md": "# Bob\n", "docs/guide.md": "# Guide\n\n## Part *one*\n",
    "docs/a b.md": "# A\n",
    "docs/[x]_y_ *z*.md": "# X\n", "docs/logo (1).svg": "<svg/>", "agents/shared.md": "# Shared\n",
  ]

  @Test(arguments: [
    ("@modules/plan.md", "[modules/plan.md](../../agents/core/ada/modules/plan.md)"),
    (
      "@modules/plan.md#ask-first",
      "[modules/plan.md § Ask first](../../agents/core/ada/modules/plan.md)"
    ),
    ("@modules/plan.md#gone", "[modules/plan.md § gone](../../agents/core/ada/modules/plan.md)"),
    ("@modules/", "[modules/](../../agents/core/ada/modules/)"),
    ("@shared.md", "[shared.md](../../agents/shared.md)"),
    ("@docs/guide.md", "[docs/guide.md](../../docs/guide.md)"),
    ("Wow!@docs/guide.md", "Wow\\![docs/guide.md](../../docs/guide.md)"),
    ("`@docs/guide.md`", "`@docs/guide.md`"), ("@docs/nothing.md", "@docs/nothing.md"),
  ])
  func `an at-path becomes a link`(written: String, expected: String) throws {
    #expect(try body("x \(written)\n", with: plan).text == "x \(expected)\n")
  }

  @Test(arguments: [
    ("[the guide](../../../docs/guide.md)", "[the guide](../../docs/guide.md)"),
    ("[g](../../../docs/guide.md \"Title\")", "[g](../../docs/guide.md)"),
    ("[g](<../../../docs/guide.md> 'Title')", "[g](../../docs/guide.md)"),
    ("[g](../../../docs/guide.md#part-one)", "[g § Part one](../../docs/guide.md)"),
    ("[see *part* one](../../../docs/guide.md#part-one)", "[see *part* one](../../docs/guide.md)"),
    (
      "[partly one](../../../docs/guide.md#part-one)",
      "[partly one § Part one](../../docs/guide.md)"
    ),
    ("[g](../../../docs/guide.md#L10)", "[g § L10](../../docs/guide.md)"),
    ("[](../../../docs/guide.md)", "[guide.md](../../docs/guide.md)"),
    ("[`code`](../bob.md)", "[`code`](../../agents/core/bob.md)"),
    ("[folder](modules/)", "[folder](../../agents/core/ada/modules/)"),
    ("[folder](modules)", "[folder](../../agents/core/ada/modules/)"),
    ("[own](#ada)", "[own](#ada)"),
    ("[web](https://x.example/a#b)", "[web](https://x.example/a#b)"),
    ("[mail](mailto:a@b.example)", "[mail](mailto:a@b.example)"),
    ("[gone](gone.md#x \"t\")", "[gone](gone.md#x \"t\")"),
    ("[out](../../../../x.md)", "[out](../../../../x.md)"),
    ("<https://x.example>", "<https://x.example>"), ("`[x](../bob.md)`", "`[x](../bob.md)`"),
  ])
  func `a link keeps its text and finds its target`(written: String, expected: String) throws {
    #expect(try body("- \(written).\n", with: plan).text == "- \(expected).\n")
  }

  @Test func `a target that needs encoding keeps it and is told`() throws {
    let given = try body(
      "[a](<../../../docs/a b.md>) and [b](../../../docs/a%20b.md)\n",
      with: plan
    )
    #expect(given.text == "[a](../../docs/a%20b.md) and [b](../../docs/a%20b.md)\n")
    #expect(given.codes == [.encodedLink, .encodedLink])
  }

  @Test func `an image and a definition keep all but the path`() throws {
    let text = """
      ![The *logo*](<../../../docs/logo (1).svg> "Our logo")

      [guide]: ../../../docs/guide.md#part-one "The guide"
      [b]: <../../../docs/a b.md#x>
      See the [guide] and [this][b].

      """
    let given = try body(text, with: plan)
    #expect(
      given.text == """
        ![The *logo*](../../docs/logo%20%281%29.svg "Our logo")

        [guide]: ../../docs/guide.md#part-one "The guide"
        [b]: ../../docs/a%20b.md#x
        See the [guide] and [this][b].

        """
    )
    #expect(given.codes.isEmpty)
  }

  @Test func `a link around an image leads on`() throws {
    let text = "[![logo](<../../../docs/logo (1).svg>)](../../../docs/guide.md#part-one)\n"
    #expect(
      try body(text, with: plan).text
        == "[![logo](../../docs/logo%20%281%29.svg)](../../docs/guide.md)\n"
    )
  }

  @Test func `a file reference stays one`() throws {
    let given = try body(
      "Read #file:../../../docs/guide.md#part-one now, #FILE:../bob.md.\n",
      with: plan
    )
    #expect(
      given.text
        == "Read #file:../../docs/guide.md § Part one now, #FILE:../../agents/core/bob.md.\n"
    )
  }

  @Test func `a root path becomes a link only where a file stands`() throws {
    let given = try body(
      "`/docs/guide.md` /agents/core/bob.md#x `/docs/gone.md` `cat /docs/guide.md`\n",
      with: plan
    )
    #expect(
      given.text
        == "[/docs/guide.md](../../docs/guide.md) [/agents/core/bob.md § x](../../agents/core/bob.md) "
        + "`/docs/gone.md` `cat /docs/guide.md`\n"
    )
  }

  @Test func `a tool goes by its name of today`() throws {
    let given = try body(
      "#tool:codebase #tool:search/codebase #tool:runCommands #tool:zzz #TOOL:Read\n"
    )
    #expect(
      given.text
        == "#tool:search/codebase #tool:search/codebase #tool:runCommands #tool:zzz #TOOL:read\n"
    )
    #expect(given.codes == [.unknownTool])
  }

  @Test func `code is left alone`() throws {
    let text = """
      ```md
      [x](../bob.md) @modules/plan.md
      ```

          @modules/plan.md

      <!-- @modules/plan.md -->

      """
    #expect(try body(text, with: plan).text == text)
  }

  @Test func `line endings are LF and blank lines at the ends go`() throws {
    let text = "---\r\nname: x\r\n---\r\n\r\n \r\n    code\r\n\r\n[x\r\ny](../bob.md)\r\n\r\n\r\n"
    #expect(try body(text, with: plan).text == "    code\n\n[x\ny](../../agents/core/bob.md)\n")
  }

  @Test func `a made text can't break out of its link`() throws {
    let given = try body("[](<../../../docs/[x]_y_ *z*.md>)\n", with: plan)
    #expect(given.text == #"[\[x\]\_y\_ \*z\*.md](../../docs/[x]_y_%20*z*.md)"# + "\n")
    #expect(VSCodeLinks.targets(in: given.text) == ["../../docs/[x]_y_%20*z*.md"])
  }

  @Test func `VS Code finds every file it is to find`() throws {
    let text = """
      - [ ] **Plan**: @modules/plan.md#ask, then [bob](../bob.md "B") ([again](../bob.md#x)).
      1. See [1] and [the [inner] guide](../../../docs/guide.md) or `[no](x)`.
      | a | [b](../bob.md) |

      """
    let given = try body(text, with: plan)
    #expect(
      VSCodeLinks.targets(in: given.text) == [
        "../../agents/core/ada/modules/plan.md", "../../agents/core/bob.md",
        "../../agents/core/bob.md",
        "../../docs/guide.md", "../../agents/core/bob.md",
      ]
    )
  }
}
