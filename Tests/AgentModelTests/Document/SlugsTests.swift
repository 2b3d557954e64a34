import Testing

@testable import AgentModel

/// Anchors as GitHub makes them.
struct SlugsTests {
  @Test(arguments: [
    ("Hello World", "hello-world"), ("What's new?", "whats-new"), ("a  b", "a--b"),
    ("C++ & C#", "c--c"),
    ("snake_case-and-kebab", "snake_case-and-kebab"), ("1. First", "1-first"),
    ("Ünïcode Straße", "ünïcode-straße"),
    ("日本語 の 見出し", "日本語-の-見出し"), ("🎯 Goals", "-goals"), ("Goals 🎯", "goals-"),
    ("v2.0.0 (beta)", "v200-beta"),
    ("a—b – c", "ab--c"), ("ПРИВЕТ", "привет"), ("tab\there", "tabhere"), ("e\u{301}", "e\u{301}"),
    ("½ ²", "-"),
    ("a/b", "ab"), ("", ""), ("$%^", ""), ("x\u{A0}y", "xy"), ("हिन्दी", "हिन्दी"),
  ])
  func `letters, digits, '_' and '-' stay, a space becomes '-'`(heading: String, slug: String) {
    #expect(Slugs.slug(of: heading) == slug)
  }

  @Test func `later doubles are numbered`() {
    var slugs = Slugs()
    #expect(["A", "a", "B", "A!"].map { slugs.next(for: $0) } == ["a", "a-1", "b", "a-2"])
  }

  @Test func `no anchor is given twice, whatever the headings say`() {
    var slugs = Slugs()
    let anchors = ["a-1", "a", "a", "a", "a-1", "a-2"].map { slugs.next(for: $0) }
    #expect(anchors == ["a-1", "a", "a-2", "a-3", "a-1-1", "a-2-1"])
    #expect(Set(anchors).count == anchors.count)
  }
}
