/// The version of the tool; part of every cache key.
package let agentSyncVersion = "0.1.0"
