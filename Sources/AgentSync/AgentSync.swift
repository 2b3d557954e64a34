// AgentSync
