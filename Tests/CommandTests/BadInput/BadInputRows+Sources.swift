import Foundation

/// The bytes of a source, and its front matter.
extension BadInputRow {
  private static func title(_ text: String) -> String { "# Eve\n\n\(text)\n" }

  private static func wide(_ unit: Int) -> [UInt8] {
    "\u{FEFF}# Eve\n".unicodeScalars.flatMap { scalar in
      (0..<unit).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * $0)) }
    }
  }

  private static let brackets = String(repeating: "[", count: 60_000)

  private static let bombs: (laughs: String, merges: String) = {
    var laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    var merges = "a0: &a0 {k: v}\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(aliases)]\n"
      merges += "a\(level): &a\(level)\n  <<: [\(aliases)]\n"
    }
    return (laughs, merges)
  }()

  static let bytes: [BadInputRow] = [
    BadInputRow(
      number: 1,
      title: "empty file / only `---`",
      statuses: refused,
      said: [
        ("error: agents/empty.md", "model.empty-source"),
        ("error: agents/fence.md", "model.empty-source"),
      ]
    ) { try $0.commit(agents: ["empty": "", "fence": "---"]) },
    BadInputRow(
      number: 2,
      title: "no closing `---` within 64 KiB",
      statuses: refused,
      said: [("error: agents/open.md:1", "model.unterminated-front-matter")]
    ) {
      let text = "---\na: &a [*a]\n" + String(repeating: "text of the body\n", count: 5_000)
      try $0.commit(agents: ["open": text])
    },
    BadInputRow(
      number: 3,
      title: "BOM at offset 0",
      statuses: refused,
      said: [("error: agents/inside.md:3:6", "model.stray-byte-order-mark")],
      unsaid: ["error: agents/start.md"]
    ) {
      try $0.commit(agents: [
        "start": "\u{FEFF}# Eve\n\nText.\n", "inside": title("Some \u{FEFF}text."),
      ])
    },
    BadInputRow(
      number: 4,
      title: "CRLF, lone CR, mixed",
      statuses: refused,
      said: [("error: agents/mac.md:1:6", "model.lone-carriage-return")],
      unsaid: ["error: agents/crlf.md", "error: agents/mixed.md"]
    ) {
      try $0.commit(agents: [
        "crlf": "# Eve\r\n\r\nText.\r\n", "mixed": "# Eve\r\n\nText.\r\n",
        "mac": "# Eve\r\rText.\r",
      ])
    },
    BadInputRow(
      number: 5,
      title: "`---` closing with trailing spaces, or `...`",
      statuses: refused,
      said: [("error: agents/dots.md:1", "model.unterminated-front-matter")],
      unsaid: ["error: agents/blanks.md"]
    ) {
      try $0.commit(agents: [
        "blanks": "---\ndescription: Helps.\n--- \t\n# Eve\n\nText.\n",
        "dots": "---\ndescription: Helps.\n...\n# Eve\n",
      ])
    },
    BadInputRow(
      number: 6,
      title: "front matter of 64 KiB + 1",
      statuses: refused,
      said: [("error: agents/more.md:1", "model.front-matter-too-big")]
    ) {
      let lines = String(repeating: "# " + String(repeating: "x", count: 61) + "\n", count: 1_025)
      try $0.commit(agents: ["more": "---\na: &a [*a]\n\(lines)---\n# Eve\n"])
    },
    BadInputRow(
      number: 7,
      title: "source file of 1 MiB + 1; blob header says 4 GiB",
      statuses: refused,
      said: [
        ("error: agents/more.md", "model.file-too-big"),
        ("error: agents/huge.md", "model.file-too-big"),
      ]
    ) {
      let line = String(repeating: "word ", count: 19) + "end.\n"
      try $0.commit(agents: ["more": title(String(repeating: line, count: 10_500))])
      let id = try $0.repository.storeLoose(header: "blob 4294967296\0", [1, 2, 3])
      try $0.repository.git("update-index", "--add", "--cacheinfo", "100644,\(id),agents/huge.md")
      try $0.repository.git("commit", "--quiet", "-m", "huge")
    },
    BadInputRow(
      number: 8,
      title: "delta bomb (size ≥ 2 GiB)",
      statuses: refused,
      said: [("error: agents/bomb.md", "model.file-too-big")]
    ) {
      let id = try $0.repository.storeDelta(unfoldingTo: 3 << 30)
      try $0.repository.git("update-index", "--add", "--cacheinfo", "100644,\(id),agents/bomb.md")
      try $0.repository.git("commit", "--quiet", "-m", "bomb")
    },
    BadInputRow(
      number: 9,
      title: "invalid UTF-8 / overlong / lone surrogates (CESU)",
      statuses: refused,
      said: ["latin", "overlong", "cesu"].map { ("error: agents/\($0).md:3:3", "model.not-utf8") }
    ) {
      for (name, bytes) in [
        ("latin", [0xE9]), ("overlong", [0xC0, 0xAF]), ("cesu", [0xED, 0xA0, 0x80]),
      ] as [(String, [UInt8])] {
        try $0.commit(name, Array("# Eve\n\nab".utf8) + bytes + [10])
      }
    },
    BadInputRow(
      number: 10,
      title: "NUL byte",
      statuses: refused,
      said: [("error: agents/zero.md:3:3", "model.nul-byte")]
    ) { try $0.commit(agents: ["zero": title("ab\0c")]) },
    BadInputRow(
      number: 11,
      title: "UTF-16/32",
      statuses: refused,
      said: [
        ("error: agents/wide2.md", "model.utf-16"), ("error: agents/wide4.md", "model.utf-16"),
      ]
    ) {
      for unit in [2, 4] { try $0.commit("wide\(unit)", wide(unit)) }
    },
  ]

  static let frontMatter: [BadInputRow] = [
    .yaml(
      12,
      "17 levels `[[[[…` / `{a: {a:` / `- - -` / `? ? ?` / 17 indents",
      "model.yaml-depth",
      accepts: ["most": "a: " + nested("[", 15, "]")],
      [
        "flow": "a: " + nested("[", 17, "]"), "maps": "a: " + nested("{a: ", 17, "}"),
        "dashes": "a:\n" + nested("- ", 17), "marks": nested("? ", 17),
        "indents": (0..<17).map { String(repeating: " ", count: $0) + "k:" }
          .joined(separator: "\n") + " x",
      ]
    ),
    .yaml(13, "100,000 `[` in 100 KB line", "model.yaml-depth", ["brackets": brackets]),
    .yaml(
      14,
      "anchor `&a` / alias `*a`",
      "model.yaml-alias",
      ["anchor": "name: &a ada", "alias": "tools: *a", "key": "&a name: ada"]
    ),
    .yaml(
      15,
      "billion laughs 322 B; `<<` merge bomb 640 B",
      "model.yaml-alias",
      ["laughs": bombs.laughs, "merges": bombs.merges, "merge-key": "<<: {name: ada}"]
    ),
    .yaml(16, "self-alias `a: &a [*a]`", "model.yaml-alias", ["own": "a: &a [*a]"]),
    .yaml(
      17,
      "`{[a]: b}`, `? {a: 1}`",
      "model.yaml-key",
      ["flow": "{[a]: b}", "map": "? {a: 1}\n: b"]
    ),
    .yaml(
      18,
      "`1:59:59:59…`",
      nil,
      accepts: ["number": "description: 1" + String(repeating: ":59", count: 11)],
      [:]
    ),
    .yaml(
      19,
      "`name: no`, `012`, `0x1F`, `1_000`, `1e3`, `~`, `2001-12-14`",
      nil,
      accepts: Dictionary(
        uniqueKeysWithValues: ["no", "012", "0x1F", "1_000", "1e3", "~", "2001-12-14"].enumerated()
          .map { ("eve\($0.offset)", "description: \($0.element)") }
      ),
      [:]
    ),
    .yaml(
      20,
      "duplicate keys, also `name`/`\"name\"`, and case variants of known keys",
      "model.yaml-duplicate-key",
      accepts: ["case": "Description: Helps."],
      ["plain": "name: ada\nname: eve", "quoted": "name: ada\n\"name\": eve"]
    ),
    BadInputRow(
      number: 21,
      title: "two documents, `%YAML`, `%TAG`",
      statuses: refused,
      said: [
        ("error: agents/two.md:", "model.yaml-documents"),
        ("error: agents/version.md:2", "model.yaml-directive"),
        ("error: agents/tag.md:2", "model.yaml-directive"),
      ]
    ) {
      try $0.commit(agents: [
        "two": "---\nname: ada\n--- # second\nname: eve\n---\n# Eve\n",
        "version": "---\n%YAML 1.2\n--- #\nname: ada\n---\n# Eve\n",
        "tag": "---\n%TAG ! tag:evil,2000:\n--- #\nname: !x ada\n---\n# Eve\n",
      ])
    },
    .yaml(
      22,
      "tags `!!python/object`, `!!binary`, `!x`",
      "model.yaml-tag",
      [
        "python": "name: !!python/object:os.system ls", "binary": "name: !!binary aGVsbG8=",
        "local": "name: !x ada",
      ]
    ),
    .yaml(
      23,
      "201 keys; key of 257 B; scalar of 64 KiB",
      "model.yaml-limit",
      [
        "keys": (1...201).map { "k\($0): v" }.joined(separator: "\n"),
        "key": String(repeating: "k", count: 257) + ": v",
        "scalar": "name: \"" + String(repeating: "x", count: 40_000) + "\"",
      ]
    ),
    BadInputRow(
      number: 24,
      title: "unknown key",
      commands: [check + ["-v"]],
      statuses: accepted,
      said: [("warning: agents/eve.md:2:1", "model.unknown-key")]
    ) { try $0.commit(agents: ["eve": "---\nzebra: 1\n---\n# Eve\n\nText.\n"]) },
    .yaml(
      25,
      "known key of wrong type (`tools: 5`, `tools: [[a]]`, `name: {}`)",
      "model.wrong-type",
      ["number": "tools: 5", "nested": "tools: [[a]]", "map": "name: {}"]
    ),
    .yaml(
      26,
      "`name` empty, 65+ chars, newline, `/`, `..`, leading `-`/`.`, Windows device name, homoglyph",
      "model.bad-id",
      [
        "empty": "id: \"\"", "long": "id: " + String(repeating: "x", count: 65),
        "newline": "id: \"a\\nb\"", "slash": "id: a/b", "dots": "id: \"..\"",
        "option": "id: \"-rf\"",
        "hidden": "id: \".ada\"", "device": "id: con", "cyrillic": "id: \u{0430}da",
      ]
    ),
  ]

  private static func nested(_ open: String, _ count: Int, _ close: String = "") -> String {
    String(repeating: open, count: count) + "x" + String(repeating: close, count: count)
  }
}
