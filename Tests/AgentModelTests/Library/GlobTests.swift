import AgentModel
import TestSupport
import Testing

import struct Git.RepoPath

struct GlobTests {
  @Test(arguments: [
    ("agents", "agents"), ("agents/", "agents"), ("a/b.md", "a/b.md"), ("*", "agents"),
    ("*.md", "a.md"), ("a*b*c", "axxbyyc"),
    ("a*", "a"), ("**", "a/b/c"), ("**/x.md", "x.md"), ("**/x.md", "a/b/x.md"), ("a/**", "a/b"),
    ("a/**/b", "a/b"),
    ("a/**/b", "a/x/y/b"), ("**/*-backup.md", "a/b-backup.md"),
    ("plugins/*/agents", "plugins/web/agents"), ("?.md", "a.md"),
    ("?.md", "é.md"), ("[a-c]x", "bx"), ("[!a-c]x", "dx"), ("[^a-c]x", "éx"), ("[]]x", "]x"),
    ("[a-]x", "-x"), ("{a,b}/c", "b/c"),
    ("{a,b/c}/d", "b/c/d"), ("x{,y}", "x"), ("a\\*", "a*"), ("\\{a\\}", "{a}"),
    ("*.{md,txt}", "a.txt"), ("**/a/**/b", "a/x/a/y/b"),
    ("a**b", "axb"), ("{a,{b,c}}", "c"), (".*/x", ".github/x"), ("*", ".hidden"), ("日*", "日本"),
  ])
  func `a pattern covers a path`(pattern: String, text: String) throws {
    #expect(try #require(Glob(pattern)).matches(path(text)))
  }

  @Test(arguments: [
    ("agents", "agents/a"), ("agents", "Agents"), ("*", "a/b"), ("*.md", "a/b.md"),
    ("a*b*c", "axxbyy"), ("a/**", "a"),
    ("**/x.md", "a/x.mdx"), ("?", "ab"), ("?x", "/x"), ("[a-c]", "d"), ("[!a]", "a"),
    ("{a,b}", "c"), ("a\\*", "ab"), ("a?b", "a/b"),
    ("a/*/b", "a/b"), ("plugins/*/agents", "plugins/a/b/agents"), ("é", "e"),
  ])
  func `a pattern does not cover a path`(pattern: String, text: String) throws {
    // A path can't begin with a slash.
    guard !text.hasPrefix("/") else { return }
    #expect(try #require(Glob(pattern)).matches(path(text)) == false)
  }

  @Test(arguments: [
    "", "/a", "a//b", "[a", "{a", "{a,b", "a\\", "a/../b", "./a", "..", ".", "[z-a]", "\0", "a/./b",
    String(repeating: "a", count: 1_025), String(repeating: "{a,b}", count: 7),
  ])
  func `a pattern that can match nothing, or too much work, is none`(pattern: String) {
    #expect(Glob(pattern) == nil)
  }

  @Test func `a folder that is covered covers what lies in it`() throws {
    let drafts = try #require(Glob("agents/drafts"))
    #expect(drafts.covers(path("agents/drafts/a/b.md")))
    #expect(drafts.covers(path("agents/drafts")))
    #expect(!drafts.covers(path("agents/drafts.md")))
  }

  @Test(
    arguments: [
      ("plugins/*/agents", "plugins/web/agents", ["web"]),
      ("*/a-*/**", "x/a-y/z/w", ["x", "y", "z/w"]),
      ("{web,api}/agents", "api/agents", ["api"]), ("a", "a", []), ("**/b", "b", [""]),
      ("x?/[ab]", "xé/b", ["é", "b"]),
      ("{a*,b}/c", "axy/c", ["axy"]), ("*.md", "é.md", ["é"]),
    ] as [(String, String, [String])]
  )
  func `what the wildcards matched is known, first to last`(
    pattern: String,
    text: String,
    captures: [String]
  ) throws {
    #expect(try #require(Glob(pattern)).captures(path(text)) == captures)
  }

  @Test(
    arguments: [
      ("agents", ["agents"]), ("plugins/*/agents", ["plugins"]), ("*/a", []),
      ("a/b/c*", ["a", "b"]), ("{a,b}/c", []),
      ("a/{b,c}/d", ["a"]), ("a/b/{c,d}", ["a", "b"]), ("**", []), ("a/**/b", ["a"]),
      ("a\\*/b", ["a*", "b"]),
    ] as [(String, [String])]
  )
  func `the folders before the first wildcard are known`(pattern: String, prefix: [String]) throws {
    #expect(try #require(Glob(pattern)).staticPrefix == prefix)
  }

  @Test(arguments: [
    "*a*a*a*a*a*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/a/**/b", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}*c",
  ])
  func `hostile patterns take no time`(pattern: String) throws {
    let glob = try #require(Glob(pattern))
    let names = path(String(repeating: "a", count: 900))
    let folders = path(Array(repeating: "a", count: 500).joined(separator: "/"))
    let time = processorTime {
      #expect(!glob.matches(names))
      #expect(!glob.matches(folders))
    }
    #expect(time < .seconds(2))
  }

  /// The law: matching agrees with the plainest reading of the pattern, tried in all ways.
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `patterns mean what trying everything says`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func pick(_ pieces: [String], upTo count: Int) -> String {
      (0..<Int.random(in: 1...count, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
    }
    for _ in 0..<50 {
      let pattern = pick(["a", "b", "*", "?", "/", "**/", "/**", "é"], upTo: 6)
      let text = pick(["a", "b", "/", "é", "ab"], upTo: 6)
      guard let glob = Glob(pattern), let place = RepoPath(text) else { continue }
      let expected = GlobTests.isMatch(
        Array(pattern.split(separator: "/").map(String.init)),
        place.components
      )
      #expect(glob.matches(place) == expected, "\(pattern) \(text)")
    }
  }

  private static func isMatch(_ names: [String], _ components: [String]) -> Bool {
    guard let name = names.first else { return components.isEmpty }
    let rest = Array(names.dropFirst())
    if name == "**" {
      guard !rest.isEmpty else { return !components.isEmpty }
      return (0...components.count).contains { isMatch(rest, Array(components.dropFirst($0))) }
    }
    guard let first = components.first, isMatch(Array(name), Array(first)) else { return false }
    return isMatch(rest, Array(components.dropFirst()))
  }

  private static func isMatch(_ pattern: [Character], _ name: [Character]) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = Array(pattern.dropFirst())
    if first == "*" {
      return (0...name.count).contains { isMatch(rest, Array(name.dropFirst($0))) }
    }
    guard let character = name.first, first == "?" || first == character else { return false }
    return isMatch(rest, Array(name.dropFirst()))
  }
}
