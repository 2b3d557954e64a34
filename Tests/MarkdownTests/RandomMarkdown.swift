import TestSupport

/// Makes Markdown that is full of what is hard to place.
struct RandomMarkdown {
  private var random: SeededRandom

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
  }

  /// Lines made of markers and inline markup, in no particular order.
  mutating func text() -> String {
    let ending = random.chance(20) ? "\r\n" : "\n"
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      text += line() + ending
    }
    if random.chance(30), !text.isEmpty { text.removeLast() }
    return text
  }

  private mutating func line() -> String {
    var line = ""
    for _ in 0..<Int.random(in: 0...3, using: &random) where random.chance(50) {
      line += pick([
        "> ", ">", "- ", "* ", "+ ", "1. ", "23) ", "  ", "    ", "   ", "\t", "- [ ] ", "-",
      ])
    }
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return line
    case 1:
      return line + pick(["# ", "## ", "###### ", "#", "##\t"]) + inlines()
        + pick(["", " #", " ##  "])
    case 2: return line + pick(["***", "---", "- - -", "_ _ _ ", "* * *", "===", "=", "--"])
    case 3: return line + pick(["```", "~~~", "````", "``` swift", "~~~ a&amp;b", "```\\x"])
    case 4:
      return line + "[" + pick(["a", "b c", "B", "a\\]", "x"]) + "]:" + pick([" ", "", "\n "])
        + target() + title()
    case 5:
      return line + pick(["<div>", "</div>", "<!-- c", "-->", "<pre>", "<?php", "<x-y a='b'>"])
    default: return line + inlines()
    }
  }

  private mutating func inlines() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      text += inline() + pick(["", " ", "", "\\", "  "])
    }
    return text
  }

  private mutating func inline() -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return "**" + pick(["bold", "a*b", "`c`", "[x](y)", ""]) + "**"
    case 1: return "*" + pick(["em", "a**b**", "_c_"]) + "*"
    case 2: return "`" + pick(["code", " a ", "``", "a\nb", " "]) + "`"
    case 3: return "[" + inline() + "](" + target() + title() + ")"
    case 4: return "![" + pick(["alt", "", "a *b*"]) + "](" + target() + title() + ")"
    case 5:
      return "[" + pick(["a", "b c", "x", "a\\]"]) + "]"
        + pick(["", "[]", "[a]", "[x]", "(", "(y"])
    case 6: return pick(["<https://a.b/c>", "<me@x.org>", "<b>", "<!-- x -->", "<a\nb='c'>", "<"])
    case 7: return pick(["&amp;", "&#65;", "&", "\\*", "\\[", "\\", "]", "[", "!"])
    case 8: return pick(["é", "日本", "👩‍💻", "\u{A0}", "ß"])
    default: return pick(["word", "a", "two words", "1.", "-", "x_y_z", "**", "*", "_", "`"])
    }
  }

  private mutating func target() -> String {
    pick([
      "y", "a/b.md", "<a b>", "<>", "", "a(b)c", "a\\)b", "x&amp;y", "#z", "../é.md", "<a\\>b>",
    ])
  }

  private mutating func title() -> String {
    pick(["", "", "", " \"t\"", " 't u'", " (v)", "\n\"w\"", " \"a\nb\"", " \"x"])
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
}
