import AgentModel
import Git
import Rules
import Testing

/// Secrets, put together from parts so that no scanner takes these for one.
struct CredentialTests {
  /// Letters and digits without a pattern, and the same every time.
  static func noise(_ count: Int, of alphabet: String = "aZ3kQ9bX7mL2cV8nR4dT6pW5fY1gH") -> String {
    let letters = Array(alphabet)
    var state: UInt32 = 12_345
    var text = ""
    for _ in 0..<count {
      state = state &* 1_664_525 &+ 1_013_904_223
      text.append(letters[Int(state >> 16) % letters.count])
    }
    return text
  }

  private static let capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ234567"

  private static let letters = "aZkQbXmLcVnRdTpWfYgHjKsPuE"
  private static let digits = "7394058216"
  private static let discord = "https" + "://discord.com/api/web" + "hooks/"
  private static let slack = "https" + "://hooks.sl" + "ack.com/"

  static let real: [(String, String)] = [
    ("AK" + "IA" + noise(16, of: capitals), "an AWS access key"),
    ("AS" + "IA" + noise(16, of: capitals), "an AWS access key"),
    ("gh" + "p_" + noise(36), "a GitHub token"), ("gh" + "s_" + noise(36), "a GitHub token"),
    ("github" + "_pat_" + noise(22) + "_" + noise(59), "a GitHub token"),
    ("xo" + "xb-" + "7394058217-" + noise(24), "a Slack token"),
    ("s" + "k-" + noise(48), "an OpenAI key"),
    ("s" + "k-proj-" + noise(60), "an OpenAI key"),
    ("s" + "k-ant-" + "api03-" + noise(80), "an Anthropic key"),
    ("AI" + "za" + noise(35), "a Google key"), ("gl" + "pat-" + noise(20), "a GitLab token"),
    ("np" + "m_" + noise(36), "an npm token"), ("py" + "pi-Ag" + "E" + noise(120), "a PyPI token"),
    ("s" + "k_live_" + noise(24), "a Stripe key"), ("r" + "k_live_" + noise(24), "a Stripe key"),
    ("ey" + "J" + noise(20) + ".ey" + "J" + noise(40) + "." + noise(43), "a JSON web token"),
    ("-----BEGIN RSA " + "PRIVATE KEY-----\n" + noise(64) + "\n", "a private key"),
    ("-----BEGIN " + "PRIVATE KEY-----\\n" + noise(64) + "\\n", "a private key"),
    ("https" + "://joe:" + noise(12) + "@git.company.com/a.git", "a password in an address"),
    ("postgres" + "://app:" + noise(12) + "@db.company.com:5432/a", "a password in an address"),
    ("h" + "f_" + noise(34, of: letters), "a Hugging Face token"),
    ("api" + "_org_" + noise(34, of: letters), "a Hugging Face token"),
    ("S" + "G." + noise(22) + "." + noise(43), "a SendGrid key"),
    (
      slack + "services/T" + noise(9, of: capitals) + "/B" + noise(10, of: capitals) + "/"
        + noise(24), "a Slack webhook"
    ),
    (discord + "104938572610483957/" + noise(68), "a Discord webhook"),
    (
      discord.replacing("discord", with: "discordapp") + noise(18, of: digits) + "/" + noise(68),
      "a Discord webhook"
    ),
  ]

  private func found(_ text: String) -> [Credential] { credentials(in: Array(text.utf8)) }

  @Test(arguments: real.indices, ["", "token=", "\"", "Bearer ", "--key=", "- "])
  func `a secret is told by kind and start`(index: Int, before: String) {
    let (secret, kind) = Self.real[index]
    let found = found("\(before)\(secret)\" and more")
    #expect(found.map(\.kind) == [kind])
    #expect(found.first?.start == String(secret.prefix(4)))
    #expect(found.first?.offset == before.utf8.count)
  }

  @Test(arguments: real.indices)
  func `a finding says no more than four characters of it`(index: Int) throws {
    let path = try #require(RepoPath(".mcp.json"))
    let (secret, _) = Self.real[index]
    let file = RuleFile(
      path: path,
      kind: .settings,
      bytes: Array("{\"token\": \"\(secret)\"}".utf8)
    )
    let problems = examine(
      RuleContext(files: [file], existence: { _ in false }),
      by: Rule.all.filter { $0.code == .credentialLiteral }
    )
    #expect(problems.count == 1)
    let fifth = String(secret.prefix(5))
    #expect(problems.allSatisfy { !$0.message.contains(fifth) && $0.hint?.contains(fifth) != true })
  }

  @Test(arguments: [
    "AK" + "IAIOSFODNN7EXAMPLE", "AK" + "IAXXXXXXXXXXXXXXXX",
    "gh" + "p_" + String(repeating: "x", count: 36),
    "gh" + "p_your_token_here_and_then_some_more_words", "gh" + "p_...",
    "s" + "k-your-api-key-here", "s" + "k-...",
    "s" + "k-" + String(repeating: "a1B", count: 16),
    "s" + "k-spinner-container-with-dots-and-more-words-4-You",
    "s" + "k-0123456789" + noise(38), "s" + "k_test_" + noise(24), "task-" + noise(48),
    "desk-" + noise(48),
    "ey" + "J" + noise(20), "ey" + "J" + noise(20) + "." + noise(20) + "." + noise(20),
    "-----BEGIN " + "PRIVATE KEY-----",
    "-----BEGIN " + "PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "-----BEGIN " + "PUBLIC KEY-----\n" + noise(64), "-----BEGIN CERTIFICATE-----\n" + noise(64),
    "https://user:password@host.com", "https://user:pass@github.com",
    "https://${USER}:${PASSWORD}@github.com",
    "https://<user>:<password>@github.com", "postgres://app:" + noise(12) + "@localhost:5432/a",
    "postgres://app:" + noise(12) + "@db:5432/a", "https://joe:" + noise(12) + "@git.example.com",
    "postgresql://postgres:postgres@db.company.com/a", "https://a.example/b:c@d",
    "redis://:******@cache.company.com",
    "h" + "f_" + "tokenizer_of_the_model_that_we_load_here", "h" + "f_" + noise(33, of: letters),
    "h" + "f_" + "loadPretrainedTransformerModelAndTo",
    "h" + "f_" + String(repeating: "x", count: 34),
    "h" + "f_" + String(repeating: "abcdEFGH", count: 4) + "ab", "api" + "_org_" + noise(12),
    "S" + "G.your-key", "S" + "G." + noise(22), "S" + "G." + noise(21) + "." + noise(43),
    "S" + "G." + noise(22) + "." + noise(42), "MSG." + noise(22) + "." + noise(43),
    "S" + "G." + String(repeating: "x", count: 22) + "." + String(repeating: "y", count: 43),
    slack + "services/T00000000/B00000000/" + String(repeating: "X", count: 24),
    slack + "services/T.../B.../...", slack + "services/", slack + "services/<team>/<bot>/<token>",
    slack + "services/" + noise(60), "https://docs.slack.dev/messaging/" + noise(40),
    discord + "{id}/{token}",
    discord + "104938572610483957",
    discord + "104938572610483957/" + String(repeating: "x", count: 68),
    "https" + "://discord.com/channels/104938572610483957/104938572610483958",
    "AI" + "za" + noise(30), "npm_" + "config_registry_and_its_many_other_words",
    "pypi-package-with-a-long-name-of-many-words-and-more-1-A",
    noise(40), "d41d8cd98f00b204e9800998ecf8427e", "", "://", "-----BEGIN ", "eyJ",
  ])
  func `placeholders, names and hashes are none`(text: String) {
    #expect(found("key: \(text) and more") == [])
  }
}
