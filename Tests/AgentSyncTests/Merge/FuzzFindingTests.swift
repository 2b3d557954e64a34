import Testing

@testable import AgentSync

/// What the fuzzer found, each mended: the smallest texts that showed it.
struct FuzzFindingTests {
  @Test
  func `a list rewritten in brackets here and with a new key there is the same from either side`() {
    let base = Array("name: a\nols:\n  - read\n  - web\n".utf8)
    let ours = Array("name: a\ntools: [read, web]\n".utf8)
    let theirs = Array("name: a\ntools:\n  - read\n  - web\n  - todo\n".utf8)
    let merged = FrontMatterMerge.merge(base: base, ours: ours, theirs: theirs)
    let back = FrontMatterMerge.merge(base: base, ours: theirs, theirs: ours)
    let result = Array("name: a\ntools: [read, web, todo]\n".utf8)
    #expect(merged?.text == result)
    #expect(back?.text == result)
  }
}
