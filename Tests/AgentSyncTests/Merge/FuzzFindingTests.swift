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

  @Test func `a column renamed here and removed there is a conflict where it has no words to tell`()
  {
    func table(_ header: String, _ dashes: String) -> [UInt8] {
      Array("# Who does what\n\n\(header)\n\(dashes)\n".utf8)
    }
    let base = table("| Agent | Duty | Model |", "|---|---|---|")
    let ours = table("| Agent | Task | Model |", "|---|---|---|")
    let theirs = table("| Agent | Model |", "|---|---|")
    for sides in [(ours, theirs), (theirs, ours)] {
      let merged = DocumentMerge.merge(base: base, ours: sides.0, theirs: sides.1)
      #expect(!merged.isClean)
    }
  }

  @Test func `blank lines above a list that one side takes away hide nothing that the other adds`()
  {
    let base = Array("nn: a\ntools:\n\n\n\n\n\n\n- read\n\n\n".utf8)
    let ours = Array("nn: a\ntools:\n\n\n- read\n\n".utf8)
    let theirs = Array("name: b\ndescription: a\ntools:\n  - read\n  - web\n\n\n".utf8)
    for sides in [(ours, theirs), (theirs, ours)] {
      let merged = FrontMatterMerge.merge(base: base, ours: sides.0, theirs: sides.1)
      let tools = merged?.text.flatMap { FrontMatterMerge.pairs(of: $0) }?
        .first { $0.key == "tools" }?.item.value
      #expect(
        tools?.items?.compactMap(\.value.text) == ["read", "web"],
        "\(String(decoding: merged?.text ?? [], as: UTF8.self))"
      )
    }
  }
}
