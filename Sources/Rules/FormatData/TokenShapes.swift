/// The shapes of tokens that are told from other text by their first letters, as of September 2026.
struct TokenShape: Sendable {
  enum Classes: Sendable {
    case uppercaseOrDigits
    case alphanumeric
    /// Letters, digits, `_` and `-`.
    case word
    /// Letters and digits, of small and capital letters many: names in camel case have few.
    case lettersOfBothCases
  }

  let kind: String
  let prefix: String
  /// How many characters stand behind the prefix.
  let length: ClosedRange<Int>
  let classes: Classes
  /// Whether small and capital letters and digits must all be there: the prefix alone says too little.
  let isMixed: Bool

  private init(
    _ kind: String,
    _ prefix: String,
    _ length: ClosedRange<Int>,
    _ classes: Classes,
    isMixed: Bool = true
  ) {
    self.kind = kind
    self.prefix = prefix
    self.length = length
    self.classes = classes
    self.isMixed = isMixed
  }

  /// A longer prefix stands before one that it starts with.
  static let all = [
    TokenShape("an AWS access key", "AKIA", 16...16, .uppercaseOrDigits, isMixed: false),
    TokenShape("an AWS access key", "ASIA", 16...16, .uppercaseOrDigits, isMixed: false),
    TokenShape("a GitHub token", "ghp_", 36...255, .alphanumeric),
    TokenShape("a GitHub token", "gho_", 36...255, .alphanumeric),
    TokenShape("a GitHub token", "ghu_", 36...255, .alphanumeric),
    TokenShape("a GitHub token", "ghs_", 36...255, .alphanumeric),
    TokenShape("a GitHub token", "ghr_", 36...255, .alphanumeric),
    TokenShape("a GitHub token", "github_pat_", 50...255, .word),
    TokenShape("a Slack token", "xoxa-", 20...300, .word, isMixed: false),
    TokenShape("a Slack token", "xoxb-", 20...300, .word, isMixed: false),
    TokenShape("a Slack token", "xoxp-", 20...300, .word, isMixed: false),
    TokenShape("a Slack token", "xoxr-", 20...300, .word, isMixed: false),
    TokenShape("a Slack token", "xoxs-", 20...300, .word, isMixed: false),
    TokenShape("an Anthropic key", "sk-ant-", 40...300, .word),
    TokenShape("an OpenAI key", "sk-proj-", 40...300, .word),
    TokenShape("an OpenAI key", "sk-svcacct-", 40...300, .word),
    TokenShape("an OpenAI key", "sk-admin-", 40...300, .word),
    TokenShape("an OpenAI key", "sk-", 32...100, .alphanumeric),
    TokenShape("a Google key", "AIza", 35...35, .word),
    TokenShape("a GitLab token", "glpat-", 20...300, .word),
    TokenShape("an npm token", "npm_", 36...36, .alphanumeric),
    TokenShape("a PyPI token", "pypi-AgE", 47...1_000, .word),
    TokenShape("a Stripe key", "sk_live_", 16...255, .alphanumeric),
    TokenShape("a Stripe key", "rk_live_", 16...255, .alphanumeric),
    TokenShape("a Hugging Face token", "hf_", 34...34, .lettersOfBothCases, isMixed: false),
    TokenShape("a Hugging Face token", "api_org_", 34...34, .lettersOfBothCases, isMixed: false),
  ]

  /// Addresses that let whoever knows them write into a channel, by what stands behind `https://`.
  static let channels = [
    ChannelShape("a Slack webhook", ["hooks.slack.com"], "/services/", [8...12, 8...13, 20...30]),
    ChannelShape(
      "a Slack webhook",
      ["hooks.slack.com"],
      "/workflows/",
      [8...12, 8...13, 15...22, 20...30]
    ),
    ChannelShape(
      "a Discord webhook",
      ["discord.com", "discordapp.com", "canary.discord.com", "ptb.discord.com"],
      "/api/webhooks/",
      [17...20, 60...80]
    ),
  ]

  /// What stands in a token that was made up to show where one goes, in lower case.
  static let placeholders = [
    "0123456", "123456", "abcdef", "changeme", "dummy", "example", "fake", "placeholder",
    "redacted",
    "replace", "sample", "test_", "testkey", "xxxx", "yourkey", "your-", "your_", "-here", "_here",
  ]
}

/// The shape of an address that is a secret as a whole, as of November 2026.
struct ChannelShape: Sendable {
  let kind: String
  let hosts: [String]
  /// What stands between host and secret.
  let path: String
  /// How many characters each part of the rest has.
  let parts: [ClosedRange<Int>]

  fileprivate init(_ kind: String, _ hosts: [String], _ path: String, _ parts: [ClosedRange<Int>]) {
    (self.kind, self.hosts, self.path, self.parts) = (kind, hosts, path, parts)
  }
}
