extension Rule {
  /// What can be wrong with servers of tools, in files of their own and in agents.
  static let serverRules = [
    serverOtherKey, serverBadType, serverNoCommand, serverNoAddress, serverBadValue,
    serverPlainHTTP, serverOldTransport, serverUnpinned, serverWholeDisk, serverDangerousCommand,
    serverSecretName, serverNoTools,
  ]
}
