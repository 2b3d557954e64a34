import FuzzInput

import struct Git.RepoPath

@testable import AgentModel
@testable import AgentSync

/// What libFuzzer calls with one input: the YAML of three versions of a front matter.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzFrontMatter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let texts = FuzzInput(start, count).texts
  guard let path = RepoPath("agents/one/ada.md") else { return 0 }
  for text in texts { checkReading(text, at: path) }
  guard texts.allSatisfy({ !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil })
  else { return 0 }
  let versions = texts.map { OutputText($0).content }
  checkMerging(versions[0], versions[1], versions[2])
  return 0
}

/// A document with the front matter can be put together again, and both readers of YAML agree.
private func checkReading(_ yaml: [UInt8], at path: RepoPath) {
  let bytes = Array("---\n".utf8) + yaml + Array("\n---\n\n# Ada\n\nDoes it.\n".utf8)
  if let document = try? Document(parsing: bytes, at: path) {
    law(document.render() == bytes, "a document is not put together again as it was")
    let lines = bytes.count { $0 == 10 }
    let pairs = document.frontMatter?.pairs ?? []
    law(Set(pairs.map(\.key)).count == pairs.count, "a key stands twice")
    law(pairs.allSatisfy { (2...lines).contains($0.line) }, "a key stands outside")
  }
  guard String(validating: yaml, as: UTF8.self) != nil,
    let plain = YAMLPlainLines.parse(yaml[...], firstLine: 2)
  else { return }
  let full = try? YAMLTree(YAMLLines(yaml[...], firstLine: 2)).pairs()
  law(full == plain, "the two readers differ: \(plain) and \(full.map { "\($0)" } ?? "nothing")")
}

/// A merge key by key gives each key the value that it must have.
private func checkMerging(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) {
  guard let merged = FrontMatterMerge.merge(base: base, ours: ours, theirs: theirs) else { return }
  guard let text = merged.text,
    let result = FrontMatterMerge.pairs(of: text),
    let before = FrontMatterMerge.pairs(of: base),
    let left = FrontMatterMerge.pairs(of: ours),
    let right = FrontMatterMerge.pairs(of: theirs)
  else { return law(!merged.isClean, "what was merged can't be read") }
  let renamed = renamedKeys(from: before, to: left).union(renamedKeys(from: before, to: right))
  for key in Set((before + left + right + result).map(\.key)).subtracting(renamed) {
    let values = [before, left, right, result].map { pairs in
      pairs.first { $0.key == key }?.item.value
    }
    let isOurs = saysSame(values[3], values[1])
    let isTheirs = saysSame(values[3], values[2])
    if saysSame(values[1], values[2]) { law(isOurs || isTheirs, "'\(key)' is not what both say") }
    if saysSame(values[0], values[1]) { law(isTheirs, "'\(key)' is not what theirs say") }
    if saysSame(values[0], values[2]) { law(isOurs, "'\(key)' is not what ours say") }
  }
}

private func saysSame(_ value: YAMLValue?, _ other: YAMLValue?) -> Bool {
  guard let value, let other else { return value == nil && other == nil }
  return value.says(other)
}

/// Keys that came and went on one side: one may be the other with a new name, and then has its value.
private func renamedKeys(from base: [YAMLPair], to side: [YAMLPair]) -> Set<String> {
  let (before, now) = (Set(base.map(\.key)), Set(side.map(\.key)))
  return before.isSubset(of: now) || now.isSubset(of: before) ? [] : before.symmetricDifference(now)
}
