import TestSupport
import Testing

/// Several who work in one repository at the same moment, each a process of its own.
struct HookRaceTests {
  /// The ways in which the person commits; what is `unseen` is left to the syncs of the next round.
  private static let forms = [
    unseen, unseen, "-qam round", "-qm round -- agents", "-qm round -i agents",
  ]
  private static let unseen = "--no-verify -qm round -- agents"

  @Test func `two syncs, an editor and a person who commits lose nothing of each other`() throws {
    let scene = try HookScene()
    var random = SeededRandom(seed: 20)
    for number in 1...20 {
      let source = HookScene.names.randomElement(using: &random) ?? ""
      let output = HookScene.names.randomElement(using: &random) ?? ""
      let form = Self.forms.randomElement(using: &random) ?? ""
      let said = try scene.run(Self.round, "\(number)", source, output, form).output
      // Whoever comes second waits; where that takes too long it says so, and has changed nothing.
      for line in said.split(separator: "\n") where !line.hasPrefix("0") && !line.hasPrefix("1 ") {
        #expect(line.contains("[apply.locked]") || line.contains("[apply.stale-base]"))
      }
      let state = try scene.run(Self.state, "\(number)").output
      #expect(state.isEmpty, "round \(number), \(form): \(state)")
    }
    let end = try scene.run(
      """
      git add -A; git commit -qm end; git agentsync sync --quiet; git fsck --strict --no-dangling
      git log --format=%s | grep -c '^agentsync: sync'
      for number in $(seq 1 20); do
        test "$(git grep -hF "source-$number." HEAD -- agents | wc -l)" = 1
        test "$(git grep -hF "source-$number." HEAD -- .github | wc -l)" = 1
        test "$(git grep -hF "output-$number." HEAD -- .github | wc -l)" = 1
      done
      """
    )
    #expect((Int(end.output) ?? 0) > 2)
    #expect(try scene.check() == 0)
    #expect(try scene.run("git status --short").output.isEmpty)
  }

  /// One round: all begin at once, and the person tries again for as long as git refuses.
  private static let round = #"""
    sed -i "s/^Help.*/&\nOwn source-$1./" "agents/$2.md"
    sync() {
      local code=0; git agentsync sync --quiet >"../$1" 2>&1 || code=$?
      echo "$code $(tr '\n' ' ' <"../$1")"
    }
    sync one & sync two &
    { sed "s/^A tip.*/&\nTip output-$1./" "$(out "$3")" >../saved; mv ../saved "$(out "$3")"; } &
    tries=0
    until git commit $4 >../said 2>&1; do
      tries=$((tries + 1)); test $tries -lt 300 || { cat ../said; exit 1; }
    done
    wait

    """#

  /// What is missing or in the way after so many rounds; nothing where all is well.
  private static let state = #"""
    for number in $(seq 1 "$1"); do
      git grep -qF "source-$number." HEAD -- agents || echo "source-$number"
      git grep -qF "output-$number." HEAD -- .github || grep -rqF "output-$number." .github ||
        echo "output-$number"
    done
    find .git -name '*.lock'; git ls-files --unmerged
    grep -rlE '^(<<<<<<<|>>>>>>>)' --exclude-dir=.git . || true

    """#
}
