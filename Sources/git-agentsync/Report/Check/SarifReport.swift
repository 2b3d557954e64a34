import AgentModel
import AgentSync
import Git
import Rules

/// The answer of `check` as a log of SARIF 2.1.0 (OASIS, errata 01).
struct SarifReport {
  private let log: SarifLog

  init(_ report: CheckReport) {
    let severities = Dictionary(
      report.items.map { ($0.problem.code, $0.problem.severity) },
      uniquingKeysWith: max
    )
    let codes = severities.keys.sorted { $0.rawValue < $1.rawValue }
    let rules = codes.map { SarifLog.Rule($0, severities[$0] ?? .error) }
    let indices = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let results = report.items.map { item in
      let problem = item.problem
      return SarifLog.Result(
        ruleId: problem.code.rawValue,
        ruleIndex: indices[problem.code] ?? -1,
        level: problem.severity.sarifLevel,
        message: SarifLog.Message(problem.sentence),
        locations: problem.place.map { [SarifLog.Location($0)] },
        partialFingerprints: ["agentsyncProblem/v1": item.fingerprint],
        baselineState: report.hasBase ? (item.isBefore ? "unchanged" : "new") : nil,
        fixes: item.fix.map { [SarifLog.Fix($0)] }
      )
    }
    let verdict = report.outcome.verdict
    log = SarifLog(
      runs: [
        SarifLog.Run(
          tool: SarifLog.Tool(driver: SarifLog.Driver(rules: rules)),
          invocations: [SarifLog.Invocation(exitCode: verdict.rawValue)],
          results: results
        )
      ]
    )
  }

  var json: String { Report.json(log) }
}

extension Problem.Severity {
  fileprivate var sarifLevel: String {
    switch self {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

extension SarifLog.Message {
  /// A sentence in which nothing is a link or a place to fill in.
  init(_ sentence: String) {
    let scalars = Array(sentence.unicodeScalars)
    let pairs = zip(scalars, scalars.dropFirst())
    let hasLink = pairs.contains { $0 == "]" && $1 == "(" }
    let hasPlaceholder = pairs.contains { $0 == "{" && $1.properties.numericType != nil }
    let text = sentence.writing { scalar in
      switch scalar {
      case "[", "]": hasLink ? "\\\(scalar)" : nil
      case "{", "}": hasPlaceholder ? "\(scalar)\(scalar)" : nil
      default: nil
      }
    }
    self.init(text: text)
  }
}

extension SarifLog.Location {
  fileprivate init(_ place: Problem.Place) {
    self.init(
      physicalLocation: SarifLog.PhysicalLocation(
        artifactLocation: SarifLog.ArtifactLocation(place.path),
        region: place.line.map {
          SarifLog.Region(startLine: $0, startColumn: place.column, endLine: nil, endColumn: nil)
        }
      )
    )
  }
}

extension SarifLog.ArtifactLocation {
  /// A path as a reference relative to the top, every byte that could mean anything in one encoded.
  fileprivate init(_ path: RepoPath) {
    let digits = Array("0123456789ABCDEF")
    var uri = ""
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default: uri += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    self.init(uri: uri)
  }
}

extension SarifLog.Fix {
  fileprivate init(_ fix: TextFix) {
    self.init(
      description: SarifLog.Message(text: fix.summary),
      artifactChanges: [
        SarifLog.ArtifactChange(
          artifactLocation: SarifLog.ArtifactLocation(fix.path),
          replacements: [
            SarifLog.Replacement(
              deletedRegion: SarifLog.Region(
                startLine: fix.start.line,
                startColumn: fix.start.column,
                endLine: fix.end.line,
                endColumn: fix.end.column
              ),
              insertedContent: SarifLog.Content(text: fix.replacement)
            )
          ]
        )
      ]
    )
  }
}

extension SarifLog.Rule {
  /// What the page of a code says.
  ///
  /// - Parameters:
  ///   - code: The code.
  ///   - severity: The severity where the page names none.
  fileprivate init(_ code: Problem.Code, _ severity: Problem.Severity) {
    let rule = Rule.all.first { $0.code == code }
    let page = rule.map { RulePage($0).text } ?? ProblemPages.text(of: code) ?? ""
    let means = rule?.means ?? SarifLog.Rule.step("What it means", of: page)
    let why = rule?.why ?? SarifLog.Rule.step("Why it is a problem", of: page)
    let cure = rule?.cure ?? SarifLog.Rule.step("What to do", of: page)
    self.init(
      id: code.rawValue,
      shortDescription: SarifLog.Message(text: means),
      fullDescription: SarifLog.Message(text: "\(means) \(why)"),
      help: SarifLog.Help(text: "\(means)\n\n\(why)\n\n\(cure)", markdown: page),
      defaultConfiguration: SarifLog.Configuration(level: (rule?.severity ?? severity).sarifLevel)
    )
  }

  /// One of the four steps of a page of `ProblemPages`.
  private static func step(_ title: String, of page: String) -> String {
    let mark = "- **\(title)**: "
    guard let start = page.firstRange(of: mark) else { return "" }
    let rest = page[start.upperBound...]
    let end = rest.firstRange(of: "\n- **")?.lowerBound ?? rest.endIndex
    return rest[..<end].split { $0.isWhitespace }.joined(separator: " ")
  }
}
