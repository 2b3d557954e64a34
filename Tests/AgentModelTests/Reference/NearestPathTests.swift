import AgentModel
import Testing

struct NearestPathTests {
  private let nearest = NearestPath(
    among: [
      "agents/ada/modules/plan.md", "agents/bob/modules/plan.md", "docs/guide.md", "docs/Setup.md",
      "plan-b.md",
    ].map { path($0) }
  )

  @Test(arguments: [
    ("agents/ada/plan.md", "agents/ada/modules/plan.md"),
    ("agents/bob/x/plan.md", "agents/bob/modules/plan.md"),
    ("plan.md", "agents/ada/modules/plan.md"), ("docs/giude.md", "docs/guide.md"),
    ("docs/setup.md", "docs/Setup.md"),
    ("docs/guides.md", "docs/guide.md"), ("planb.md", "plan-b.md"),
  ])
  func `the same name elsewhere comes first, then a similar name beside it`(
    missing: String,
    found: String
  ) {
    #expect(nearest.path(for: path(missing)) == path(found))
  }

  @Test(arguments: ["docs/unrelated.md", "other/giude.md", "x"])
  func `where nothing is near there is no answer`(missing: String) {
    #expect(nearest.path(for: path(missing)) == nil)
  }

  @Test func `of many namesakes the closest is found, and among equals the first`() {
    let paths = (0..<2_000).map { path("docs/d\($0)/skill.md") } + [path("agents/x/y/skill.md")]
    let nearest = NearestPath(among: paths.shuffled())
    #expect(nearest.path(for: path("agents/x/skill.md")) == path("agents/x/y/skill.md"))
    #expect(nearest.path(for: path("docs/d77/deep/skill.md")) == path("docs/d77/skill.md"))
    #expect(nearest.path(for: path("docs/new/skill.md")) == path("docs/d0/skill.md"))
    #expect(nearest.path(for: path("elsewhere/skill.md")) == path("agents/x/y/skill.md"))
  }

  @Test func `in a folder of more files than are compared nothing is guessed by likeness`() {
    let paths = (0..<NearestPath.maximumSiblings).map { path("docs/file-\($0).md") }
    #expect(NearestPath(among: paths).path(for: path("docs/fiel-7.md")) != nil)
    let more = paths + [path("docs/one-more.md")]
    #expect(NearestPath(among: more).path(for: path("docs/fiel-7.md")) == nil)
    #expect(NearestPath(among: more).path(for: path("other/file-7.md")) == path("docs/file-7.md"))
  }

  @Test(arguments: [
    ("", "", 0), ("a", "a", 0), ("ab", "ba", 1), ("kitten", "sitting", 3), ("abc", "", 3),
    ("name", "naem", 1), ("é", "e", 1), ("ca", "abc", 3),
  ])
  func `edit distance counts swaps of neighbours as one`(left: String, right: String, distance: Int)
  {
    #expect(editDistance(left, right, limit: 10) == distance)
    #expect(editDistance(right, left, limit: 10) == distance)
    #expect(editDistance(left, right, limit: distance - 1) == nil)
  }
}
