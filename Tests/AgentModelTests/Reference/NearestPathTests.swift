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
