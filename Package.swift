// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Every target but `Git`, `GitIndex` and `Markdown` forbids unsafe constructs: C pointers stop there.
let safe = settings + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "git-agentsync",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "git-agentsync", targets: ["git-agentsync"]),
    .executable(name: "git-agentsync-hook", targets: ["git-agentsync-hook"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "Clibgit2",
      pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]
    ),
    .systemLibrary(
      name: "Cmd4c",
      pkgConfig: "md4c",
      providers: [.apt(["libmd4c-dev"]), .brew(["md4c"])]
    ),
    .target(name: "CMarkdown", dependencies: ["Cmd4c"]),
    .target(name: "Markdown", dependencies: ["CMarkdown"], swiftSettings: settings),
    .target(name: "CSHA1"),
    .target(name: "GitIndex", dependencies: ["CSHA1", system], swiftSettings: settings),
    .target(name: "Git", dependencies: ["Clibgit2", "GitIndex", system], swiftSettings: settings),
    .target(
      name: "AgentModel",
      dependencies: ["Git", "Markdown", .product(name: "Yams", package: "Yams")],
      swiftSettings: safe
    ),
    .target(name: "PromptFiles", dependencies: ["AgentModel", "Git"], swiftSettings: safe),
    .target(
      name: "Rules",
      dependencies: ["PromptFiles", "AgentModel", "Git"],
      swiftSettings: safe
    ),
    .target(
      name: "AgentSync",
      dependencies: ["Rules", "PromptFiles", "AgentModel", "Markdown", "Git", system],
      swiftSettings: safe
    ),
    .executableTarget(
      name: "git-agentsync",
      dependencies: [
        "AgentSync", "Rules", "PromptFiles", "AgentModel", "Git", argumentParser, system,
      ],
      swiftSettings: safe
    ),
    .executableTarget(
      name: "git-agentsync-hook",
      dependencies: ["GitIndex", system],
      swiftSettings: safe
    ),
    .target(
      name: "TestSupport",
      dependencies: ["Git", system],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(name: "MarkdownTests", dependencies: ["Markdown", "TestSupport"]),
    .testTarget(name: "GitTests", dependencies: ["Git", "TestSupport", system]),
    .testTarget(name: "AgentModelTests", dependencies: ["AgentModel", "Git", "TestSupport"]),
    .testTarget(
      name: "PromptFilesTests",
      dependencies: ["PromptFiles", "AgentModel", "Git", "TestSupport"]
    ),
    .testTarget(
      name: "RulesTests",
      dependencies: ["Rules", "PromptFiles", "AgentModel", "Git", "TestSupport"]
    ),
    .testTarget(
      name: "AgentSyncTests",
      dependencies: ["AgentSync", "PromptFiles", "AgentModel", "Git", "TestSupport", system]
    ),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "git-agentsync", "AgentSync", "Rules", "PromptFiles", "AgentModel", "Markdown", "Git",
        "TestSupport", system,
      ]
    ),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11
)

// Under the sanitizer only the tests of the modules that touch C are run, and no others need be built.
if Context.environment["AGENTSYNC_ASAN"] != nil {
  let kept = ["GitTests", "MarkdownTests"]
  package.targets.removeAll { $0.type == .test && !kept.contains($0.name) }
}

// The fuzzer brings its own main function, so that a plain build must not see them: `make fuzz` asks.
if Context.environment["AGENTSYNC_FUZZ"] != nil {
  func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
      name: "Fuzz\(name)",
      dependencies: ["FuzzInput"] + dependencies,
      path: "Tests/Fuzz/\(name)",
      swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]
    )
  }
  package.targets += [
    .systemLibrary(name: "LibFuzzer", path: "Tests/Fuzz/LibFuzzer"),
    .target(
      name: "FuzzInput",
      dependencies: ["LibFuzzer", system],
      path: "Tests/Fuzz/Input",
      swiftSettings: settings
    ),
    fuzzer("Merge", ["AgentSync", "Git"]),
    fuzzer("FrontMatter", ["AgentSync", "AgentModel", "Git"]),
  ]
}
