import AgentModel
import Git
import Rules
import Testing

/// Characters that hide, and the same characters where writing needs them.
struct HiddenCharacterTests {
  private func kinds(_ text: String) -> [HiddenCharacter.Kind] {
    hiddenCharacters(in: Array(text.utf8)).map(\.kind)
  }

  private static let invisible: [UInt32] =
    [
      0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x2800, 0x3164, 0xFEFF, 0xFFA0,
      0x16FE4,
    ]
    + Array(0x13430...0x1343F) + Array(0x1BCA0...0x1BCA3) + Array(0x1D173...0x1D17A)
    + Array(0x2060...0x2064) + Array(0x206A...0x206F) + Array(0xFFF9...0xFFFB)
  private static let control: [UInt32] =
    Array(0x00...0x08) + [0x0B, 0x0C] + Array(0x0E...0x1F) + Array(0x7F...0x9F)
    + [0x2028, 0x2029, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
  private static let direction: [UInt32] =
    [0x61C, 0x200E, 0x200F] + Array(0x202A...0x202E) + Array(0x2066...0x2069)

  @Test(arguments: [
    (invisible, HiddenCharacter.Kind.invisible), (control, .control), (direction, .direction),
    (Array(0xE0000...0xE007F), .tag), (Array(0xFE00...0xFE0F), .variation),
    (Array(0xE0100...0xE01EF), .variation), ([0x180B, 0x180C, 0x180D, 0x180F], .variation),
    ([0xE000, 0xF8FF, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFD], .privateUse),
  ])
  func `between letters of ASCII each hides`(values: [UInt32], kind: HiddenCharacter.Kind) throws {
    for value in values {
      let scalar = try #require(Unicode.Scalar(value))
      let found = hiddenCharacters(in: Array("né a\(Character(scalar))b".utf8))
      #expect(found == [HiddenCharacter(kind, scalar, at: 5)], "\(named(scalar))")
      #expect(!named(scalar).unicodeScalars.contains(scalar))
    }
  }

  @Test(arguments: [
    // A family, a couple with skin tones, a pirate flag, a rainbow flag, a judge
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466}",
    "\u{1F9D1}\u{1F3FD}\u{200D}\u{1F91D}\u{200D}\u{1F9D1}\u{1F3FB}",
    "\u{1F3F4}\u{200D}\u{2620}\u{FE0F}", "\u{1F3F3}\u{FE0F}\u{200D}\u{1F308}",
    "\u{1F469}\u{1F3FF}\u{200D}\u{2696}\u{FE0F}", "\u{1F44B}\u{1F3FB}", "\u{1F1E9}\u{1F1EA}",
    "1\u{FE0F}\u{20E3}#\u{FE0F}\u{20E3}*\u{FE0F}\u{20E3}", "\u{2764}\u{FE0F}\u{200D}\u{1F525}",
    "\u{26A0}\u{FE0F} \u{2714}\u{FE0E} \u{2139}\u{FE0F} \u{A9}\u{FE0F} \u{2122}\u{FE0F}",
    "\u{1F441}\u{FE0F}\u{200D}\u{1F5E8}\u{FE0F}", "\u{1F642}\u{200D}\u{2194}\u{FE0F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{1F3F4}\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F}x",
  ])
  func `emoji are left alone`(text: String) {
    #expect(kinds("a\(text)b") == [])
    #expect(kinds(text + text) == [])
  }

  @Test(arguments: [
    // Persian with a joiner, and behind a Latin name; Arabic and Hebrew with marks beside digits
    "می\u{200C}خواهم کتاب\u{200C}ها", "API\u{200C}ها", "السعر 5\u{200F}-\u{200E}10 و\u{61C}3",
    "שלום C++\u{200F}, עולם\u{200E}", "ه\u{200D}",
    // Hindi, Marathi, Bengali, Malayalam at a word's end, Sinhala, Kannada
    "क्\u{200D}ष र्\u{200D}य", "র\u{200D}্য", "ന്\u{200D} അവന്\u{200D}.", "ශ්\u{200D}රී", "ರ\u{200D}್ಕ",
    // Thai, Khmer, Myanmar and Lao with places to break
    "สวัสดี\u{200B}ครับ", "ភាសា\u{200B}ខ្មែរ។\u{200B} git\u{200B}ជា", "မြန်မာ\u{200B}စာ", "ພາສາ\u{200B}ລາວ",
    // Mongolian with its vowel separator and shapes
    "ᠮᠣᠩᠭᠣᠯ\u{180E}ᠠ ᠠ\u{180B}ᠨ\u{180C}",
    // Chinese and Japanese with shapes
    "葛\u{E0100}飾区 辻\u{E0101} 祇\u{FE00} 、\u{FE01}",
    // Jamo with fillers, old and for keyboards
    "\u{115F}\u{1161}\u{11AB} \u{1100}\u{1160}\u{11AB} \u{3164}ㄱㅏ", "\u{FFA0}\u{FFA1}",
    // Hieroglyphs in a square and beside each other, Khitan with its filler, signs around numbers
    "\u{13000}\u{13430}\u{13001}\u{13431}\u{13002} \u{13437}\u{13003}\u{13438}",
    "\u{18B00}\u{16FE4}\u{18B01}",
    "\u{600}\u{661}\u{662} \u{6DD}\u{663} \u{110BD}\u{11083}",
    // Braille with blank cells; what is common in Latin text
    "\u{2813}\u{2811}\u{2800}\u{281B}",
    "naïve Größe ½ “quoted” – em — … → ✓ ★ a\u{301} \u{A0}\u{202F}",
  ])
  func `prose of every script is left alone`(text: String) {
    #expect(kinds(text) == [])
  }

  @Test(arguments: [
    ("a\u{200D}b", [HiddenCharacter.Kind.invisible]),
    ("می\u{200C}\u{200B}خ", [.invisible, .invisible]),
    ("\u{1F468}\u{200D}a", [.invisible]), ("\u{200D}\u{1F468}", [.invisible]),
    ("1\u{FE0F}", [.variation]), ("\u{2764}\u{FE0F}\u{FE0F}", [.variation, .variation]),
    ("é\u{E0100}", [.variation]), ("一\u{E0100}\u{E0101}", [.variation, .variation]),
    ("\u{1F3F4}\u{E0067}\u{E007F}", [.tag, .tag]),
    ("\u{1F600}\u{E0067}\u{E0062}\u{E007F}", [.tag, .tag, .tag]),
    (
      "\u{1F3F4}" + String(repeating: "\u{E0061}", count: 7) + "\u{E007F}",
      Array(repeating: .tag, count: 8)
    ),
    ("שלום\u{200E}\u{200F}\u{200E}", [.direction, .direction, .direction]),
    ("שלום\n\u{200F}a", [.direction]), ("a\r\nb\rc\r", [.control, .control]),
    ("a\r\r\n", [.control]),
    ("\u{FEFF}a\u{FEFF}", [.invisible]), ("\u{2800}\u{2800}", [.invisible, .invisible]),
    ("\u{E0001}", [.tag]), ("\u{2065}\u{FFF0}", [.invisible, .invisible]),
  ])
  func `beside their fair use they hide`(text: String, expected: [HiddenCharacter.Kind]) {
    #expect(kinds(text) == expected)
  }

  /// Formats that a person sees, and why each is let through.
  private static let drawn: [(ClosedRange<UInt32>, String)] = [
    (0x600...0x605, "Arabic signs below or above a number"), (0x6DD...0x6DD, "the end of a verse"),
    (0x70F...0x70F, "the line above a Syriac abbreviation"),
    (0x890...0x891, "signs of pounds and piastres above a number"),
    (0x8E2...0x8E2, "the end of a disputed verse"),
    (0x110BD...0x110BD, "the Kaithi sign of numbers"),
    (0x110CD...0x110CD, "the Kaithi sign above numbers"),
  ]

  @Test func `all formats of Unicode are found, or let through for a reason`() {
    var found = 0
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      guard properties.generalCategory == .format || properties.isDefaultIgnorableCodePoint else {
        continue
      }
      let isLetThrough = Self.drawn.contains { $0.0.contains(value) }
      let kinds = kinds("né a\(Character(scalar))b")
      #expect(kinds.count == (isLetThrough ? 0 : 1), "\(named(scalar))")
      found += kinds.count
    }
    #expect(found > 4_000)
    #expect(Self.drawn.allSatisfy { !$0.1.isEmpty })
  }

  @Test func `neighbours are one finding, with their number and never themselves`() throws {
    let tags = "run it".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xE0000) }
    let text = "a\u{200B}\u{200B}\u{2060}b\u{200B}" + String(String.UnicodeScalarView(tags))
    let runs = hiddenRuns(of: hiddenCharacters(in: Array(text.utf8)))
    #expect(
      runs.map(\.message) == [
        "U+200B ZERO WIDTH SPACE and 2 more characters hide in the text",
        "U+200B ZERO WIDTH SPACE hides in the text",
        "U+E0072 TAG LATIN SMALL LETTER R and 5 more characters hide in the text",
      ]
    )
    #expect(runs.last?.spelling == "run it")
    #expect(runs.map(\.range.count) == [9, 3, 24])
    #expect(named("\u{1B}") == "U+001B ESCAPE")
    #expect(named("\u{E000}") == "U+E000 PRIVATE USE")
    #expect(named("\u{FFFF}") == "U+FFFF NONCHARACTER")
  }

  @Test func `every kind has the code of its rule`() {
    let codes = Set(HiddenCharacter.Kind.allCases.map(\.code))
    #expect(codes.count == HiddenCharacter.Kind.allCases.count)
    #expect(codes.isSubset(of: Rule.all.map(\.code)))
  }

  @Test(
    arguments: [
      [0xFF, 0xC0, 0x80, 0xE2, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x8B],
      [0xE2, 0x80, 0x0A, 0x8B], [],
    ] as [[UInt8]]
  )
  func `broken bytes are no characters`(bytes: [UInt8]) {
    #expect(hiddenCharacters(in: bytes).isEmpty)
  }

  @Test(
    arguments: [
      "\u{2800}", "\u{200B}a", "\u{1F3F4}", "\u{1F3F4}\u{E0061}", "a\r", "p\u{430}ss ", "<!--", "`",
      "``` ",
      "[a]: b ", "<a ", "<a b='", "![](http://", "data:", "data:;base64,", "://", "[", "\n", " \n",
      "<!-- -->",
    ]
  )
  func `length does no harm`(piece: String) throws {
    let text = "Text.\n" + String(repeating: piece, count: 10_000)
    let path = try #require(RepoPath(".github/agents/a.agent.md"))
    let context = RuleContext(
      files: [RuleFile(path: path, kind: .agent, bytes: Array(text.utf8))],
      existence: { _ in false }
    )
    #expect(examine(context).count <= 10_010)
  }
}
