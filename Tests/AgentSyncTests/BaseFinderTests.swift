import Testing

@testable import AgentSync

struct BaseFinderTests {
  @Test func `an output in step was made from what is generated`() throws {
    let history = MadeUpHistory()
    let head = history.add(output: "a\n", generated: "a\n")
    #expect(try history.base(at: head) == .of("a\n"))
  }

  @Test func `line endings, byte order mark and final newline make no difference`() throws {
    let history = MadeUpHistory()
    let head = history.add(output: "\u{FEFF}a\r\nb", generated: "a\nb\n")
    #expect(try history.base(at: head) == .of("a\nb\n"))
  }

  @Test func `a stale output was made from what the commit that wrote it generates`() throws {
    let history = MadeUpHistory()
    let synced = history.add(output: "1\n", generated: "1\n")
    let edited = history.add(synced, output: "1\n", generated: "2\n")
    let again = history.add(edited, output: "1\n", generated: "3\n")
    #expect(try history.base(at: again) == .of("1\n"))
  }

  @Test func `a stale output needs one look into the past, however long that is`() throws {
    let history = MadeUpHistory()
    var head = history.add(output: "0\n", generated: "0\n")
    for number in 1...50 { head = history.add(head, output: "0\n", generated: "\(number)\n") }
    #expect(try history.base(at: head) == .of("0\n"))
    #expect(Set(history.looks) == [0, 50])
  }

  @Test func `a hand edit was made from what its parent was made from`() throws {
    let history = MadeUpHistory()
    let synced = history.add(output: "1\n2\n3\n", generated: "1\n2\n3\n")
    let edited = history.add(synced, output: "1\n2\n3\nmine\n", generated: "1\n2\n3\n")
    let moved = history.add(edited, output: "1\n2\n3\nmine\n", generated: "0\n2\n3\n")
    #expect(try history.base(at: moved) == .of("1\n2\n3\n"))
  }

  @Test func `an output that came in step between its edit and now is found there`() throws {
    let history = MadeUpHistory()
    let start = history.add(output: "1\n", generated: "1\n")
    let typed = history.add(start, output: "2\n", generated: "1\n")
    let same = history.add(typed, output: "2\n", generated: "2\n")
    let head = history.add(same, output: "2\n", generated: "3\n")
    #expect(try history.base(at: head) == .of("2\n"))
  }

  @Test func `a proved pristine file wins over the past`() throws {
    let history = MadeUpHistory()
    let start = history.add(output: "1\n", generated: "1\n")
    let synced = history.add(start, output: "2\nmine\n", generated: "2\n", pristine: "2\n")
    let head = history.add(synced, output: "2\nmine\n", generated: "3\n", pristine: "2\n")
    #expect(try history.base(at: head) == .of("2\n"))
  }

  @Test func `a pristine file that somebody edited is passed over`() throws {
    let history = MadeUpHistory()
    let start = history.add(output: "1\n", generated: "1\n")
    let synced = history.add(start, output: "1\nmine\n", generated: "1\n", pristine: "1\n")
    let forged = history.add(synced, output: "1\nmine\n", generated: "1\n", pristine: "9\n")
    let head = history.add(forged, output: "1\nmine\n", generated: "3\n", pristine: "9\n")
    #expect(try history.base(at: head) == .of("1\n"))
  }

  @Test func `a pristine file that git merged from two proved ones is proved`() throws {
    let history = MadeUpHistory()
    let text = (1...9).map { "\($0)\n" }.joined()
    let first = text.replacing("1\n", with: "one\n")
    let last = text.replacing("9\n", with: "nine\n")
    let both = first.replacing("9\n", with: "nine\n")
    let base = history.add(output: text + "x\n", generated: text, pristine: text)
    let ours = history.add(base, output: first + "x\n", generated: first, pristine: first)
    let theirs = history.add(base, output: last + "x\n", generated: last, pristine: last)
    // The merge's own generated text is another: it alone proves nothing.
    let head = history.add(
      ours,
      theirs,
      output: both + "x\n",
      generated: "else\n",
      pristine: both
    )
    #expect(try history.base(at: head) == .of(both))
  }

  @Test func `a merge was made from the merge of what its parents were made from`() throws {
    let history = MadeUpHistory()
    let text = (1...9).map { "\($0)\n" }.joined()
    let first = text.replacing("1\n", with: "one\n")
    let last = text.replacing("9\n", with: "nine\n")
    let both = first.replacing("9\n", with: "nine\n")
    let base = history.add(output: text, generated: text)
    let ours = history.add(base, output: first, generated: first)
    let theirs = history.add(base, output: last, generated: last)
    let hand = both.replacing("5\n", with: "5\nmine\n")
    let head = history.add(ours, theirs, output: hand, generated: "0\n" + both)
    #expect(try history.base(at: head) == .of(both))
  }

  @Test func `of bases in conflict those lines count that the output holds`() throws {
    let history = MadeUpHistory()
    let base = history.add(output: "a\nb\nc\n", generated: "a\nb\nc\n")
    let ours = history.add(base, output: "a\nX\nc\n", generated: "a\nX\nc\n")
    let theirs = history.add(base, output: "a\nY\nc\n", generated: "a\nY\nc\n")
    let head = history.add(ours, theirs, output: "a\nY\nc\n", generated: "a\nZ\nc\n")
    #expect(try history.base(at: head) == .of("a\nY\nc\n"))
    let kept = history.add(ours, theirs, output: "a\nX\nY\nc\n", generated: "a\nZ\nc\n")
    #expect(try history.base(at: kept) == .of("a\nX\nY\nc\n"))
  }

  @Test func `which parent comes first makes no difference`() throws {
    for order in [[1, 2], [2, 1]] {
      let history = MadeUpHistory()
      let base = history.add(output: "a\nb\nc\n", generated: "a\nb\nc\n")
      history.add(base, output: "a\nX\nc\n", generated: "a\nX\nc\n")
      history.add(base, output: "a\nb\nc\nmine\n", generated: "a\nb\nc\n")
      let head = history.add(
        order[0],
        order[1],
        output: "a\nX\nc\nmine\n",
        generated: "a\nW\nc\n"
      )
      #expect(try history.base(at: head) == .of("a\nX\nc\n"))
    }
  }

  @Test func `a parent without the output is left out of a merge`() throws {
    let history = MadeUpHistory()
    let base = history.add(output: nil, generated: nil)
    let with = history.add(base, output: "1\n", generated: "1\n")
    let without = history.add(base, output: nil, generated: nil)
    let head = history.add(with, without, output: "1\n", generated: "2\n")
    #expect(try history.base(at: head) == .of("1\n"))
  }

  @Test func `what stands behind a cut-off history is unknown`() throws {
    let history = MadeUpHistory()
    let cut = history.add(output: "1\n", generated: "2\n", isCutOff: true)
    #expect(try history.base(at: cut) == .unknown)
    let root = history.add(output: "1\n", generated: "2\n")
    #expect(try history.base(at: root) == .unknown)
  }

  @Test func `the base of an output whose agent is gone is that of the parent that holds it`()
    throws
  {
    let history = MadeUpHistory()
    let base = history.add(output: "1\n", generated: "1\n")
    let ours = history.add(base, output: "2\n", generated: "2\n")
    let theirs = history.add(base, output: "1\n", generated: nil)
    let head = history.add(ours, theirs, output: "2\n", generated: nil)
    #expect(try history.base(at: head) == .of("2\n"))
  }

  // MARK: - Changes taken back

  /// A source and its output changed together, a hand edit on top, a source edit that was not synced.
  private func edited() -> MadeUpHistory {
    let history = MadeUpHistory()
    let start = history.add(output: "a\nb\n3\n", generated: "a\nb\n3\n")
    let both = history.add(start, output: "a\nX\nb\n3\n", generated: "a\nX\nb\n3\n")
    history.add(both, output: "a\nX\nb\n3\nmine\n", generated: "0\na\nX\nb\n3\n")
    return history
  }

  @Test func `what an undone commit had brought is in the base no more`() throws {
    let history = edited()
    let head = history.add(2, output: "a\nb\n3\nmine\n", generated: "0\na\nb\n3\n")
    #expect(try history.base(at: head) == .of("a\nX\nb\n3\n"))
    history.declare(head, undoes: 1, parent: 0)
    #expect(try history.base(at: head) == .of("a\nb\n3\n"))
    let later = history.add(head, output: "a\nb\n3\nmine\n", generated: "0\na\n3\n")
    #expect(try history.base(at: later) == .of("a\nb\n3\n"))
  }

  @Test func `a line that was taken over is a hand edit again once that is undone`() throws {
    let history = MadeUpHistory()
    let start = history.add(output: "1\n2\n", generated: "1\n2\n")
    let typed = history.add(start, output: "1\n2\nmine\n", generated: "1\n2\n")
    let taken = history.add(typed, output: "1\n2\nmine\n", generated: "1\n2\nmine\n")
    let head = history.add(taken, output: "1\n2\nmine\n", generated: "1\n2\n")
    #expect(try history.base(at: head) == .of("1\n2\nmine\n"))
    history.declare(head, undoes: taken, parent: typed)
    #expect(try history.base(at: head) == .of("1\n2\n"))
  }

  @Test func `an undone removal brings the output back with the base it had`() throws {
    let history = MadeUpHistory()
    let start = history.add(output: "1\n2\n", generated: "1\n2\n")
    let typed = history.add(start, output: "1\n2\nmine\n", generated: "1\n2\n")
    let gone = history.add(typed, output: nil, generated: nil)
    let head = history.add(gone, output: "1\n2\nmine\n", generated: "1\n2\n3\n")
    history.declare(head, undoes: gone, parent: typed)
    #expect(try history.base(at: head) == .of("1\n2\n"))
  }

  @Test func `an undone commit whose base is unknown tells nothing`() throws {
    let history = MadeUpHistory()
    let cut = history.add(output: "1\n", generated: "9\n", isCutOff: true)
    let both = history.add(cut, output: "2\n", generated: "2\n")
    let head = history.add(both, output: "1\n", generated: "8\n")
    history.declare(head, undoes: both, parent: cut)
    #expect(try history.base(at: head) == .of("2\n"))
  }

  // MARK: - Changes made again

  /// A hand edit and an unsynced source edit on top of the state that a branch came from, and the squash
  /// of the branch on top of these.
  private func squashed(_ output: String = "a\nX\n3\nmine\n") -> MadeUpHistory {
    let history = MadeUpHistory()
    let fork = history.add(output: "a\nb\n3\n", generated: "a\nb\n3\n")
    let main = history.add(fork, output: "a\nb\n3\nmine\n", generated: "0\na\nb\n3\n")
    history.add(main, output: output, generated: "0\na\nX\n3\n")
    return history
  }

  @Test func `a squashed change was made from what it generates where it was made`() throws {
    let history = squashed()
    #expect(try history.base(at: 2) == .of("a\nb\n3\n"))
    history.declare(1, to: 2, onto: 1, output: "a\nX\n3\nmine\n", generated: "0\na\nX\n3\n")
    history.declare(1, to: 2, onto: 0, output: "a\nX\n3\n", generated: "a\nX\n3\n")
    #expect(try history.base(at: 2) == .of("a\nX\n3\n"))
  }

  @Test func `a change made again with its hand edit is told by the pristine file of its place`()
    throws
  {
    let history = squashed("a\nX\n3\ntheirs\nmine\n")
    history.declare(
      1,
      to: 2,
      onto: 0,
      output: "a\nX\n3\ntheirs\n",
      generated: "a\nX\n3\n",
      pristine: "a\nX\n3\n"
    )
    #expect(try history.base(at: 2) == .of("a\nX\n3\n"))
  }

  @Test func `a change that is out of step wherever it is put tells nothing`() throws {
    let history = squashed()
    history.declare(1, to: 2, onto: 0, output: "a\nX\n3\n", generated: "a\nY\n3\n")
    #expect(try history.base(at: 2) == .of("a\nb\n3\n"))
  }

  @Test func `a change back to a state that was there has the base of that state`() throws {
    let history = edited()
    let head = history.add(2, output: "a\nb\n3\nmine\n", generated: "0\na\nb\n3\n")
    history.declare(2, to: head, onto: 1, output: "a\nb\n3\n", generated: nil, twin: 0)
    #expect(try history.base(at: head) == .of("a\nb\n3\n"))
  }

  @Test func `a source and its output in two commits count as one change`() throws {
    let history = MadeUpHistory()
    let fork = history.add(output: "a\nb\n3\n", generated: "a\nb\n3\n")
    let main = history.add(fork, output: "a\nb\n3\nmine\n", generated: "a\nb\n3\n")
    let source = history.add(main, output: "a\nb\n3\nmine\n", generated: "a\nX\n3\n")
    let synced = history.add(source, output: "a\nX\n3\nmine\n", generated: "a\nX\n3\n")
    history.declare(main, to: synced, onto: fork, output: "a\nX\n3\n", generated: "a\nX\n3\n")
    let head = history.add(synced, output: "a\nX\n3\nmine\n", generated: "a\n3\n")
    #expect(try history.base(at: head) == .of("a\nX\n3\n"))
  }

  @Test func `an output that nobody changed with its source is no change made again`() throws {
    let history = MadeUpHistory()
    let fork = history.add(output: "1\n2\n", generated: "1\n2\n")
    let typed = history.add(fork, output: "1\n2\nmine\n", generated: "1\n2\n")
    let head = history.add(typed, output: "1\n2\nmine\n", generated: "1\n3\n")
    history.declare(typed, to: head, onto: fork, output: "1\n3\n", generated: "1\n3\n")
    #expect(try history.base(at: head) == .of("1\n2\n"))
  }

  @Test func `a long history of changes taken back is searched only so far`() throws {
    let history = MadeUpHistory()
    var head = history.add(output: "0\n", generated: "1\n")
    for number in 1...200 {
      let before = head
      head = history.add(before, output: "\(number)\n", generated: "\(number + 1)\n")
      if number > 2 { history.declare(head, undoes: before, parent: before - 1) }
    }
    #expect(try history.base(at: head) == .unknown)
  }
}
