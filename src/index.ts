/** The library: the same operations as the command, for programs. Nothing here prints, reads the environment or exits. */
export { RecoveryError, type ErrorCode } from './errors.ts';
export {
  BootstrapManager,
  type BootstrapManagerOptions,
  type BootstrapOptions,
} from './bootstrap/bootstrap-manager.ts';
export type { Finding, FindingKind } from './bootstrap/finding.ts';
export { inspectManifest, type LoadedManifest, type RefusedManifest, type Trust } from './bootstrap/load.ts';
export type { Protocol, Step, Verdict } from './bootstrap/protocol.ts';
export type { BootstrapResult } from './bootstrap/result.ts';
export type { Check } from './bootstrap/validation.ts';
export {
  SessionMonitor,
  type MonitorState,
  type MonitorStatus,
  type SessionMonitorOptions,
  type TriggerName,
  type UsageReport,
} from './monitor/session-monitor.ts';
export type { PressureLevel } from './monitor/levels.ts';
export type { ContextLimit } from './monitor/limit.ts';
export { prepareIfStale, preparedManifest, type PrepareIfStaleOptions } from './recovery/prepare-if-stale.ts';
export {
  RecoveryAgent,
  type Prepared,
  type PrepareOptions,
  type RecoveryAgentOptions,
} from './recovery/recovery-agent.ts';
export {
  updateFacts,
  type PressureOptions,
  type UpdatedFacts,
  type UpdateOptions,
} from './recovery/update-facts.ts';
export {
  namedTranscript,
  selectSession,
  sessionsHere,
  type Place,
  type SelectedSession,
} from './recovery/select-session.ts';
export type { Facts } from './evidence/facts.ts';
export type { RepositoryState } from './evidence/repository-state.ts';
export type { Evidence, ItemEvidence } from './manifest/evidence.ts';
export { MANIFEST_LIMIT_BYTES } from './manifest/limit.ts';
export type { Manifest } from './manifest/schema.ts';
export { collectKnownValues, readCredentialFiles, type KnownValue } from './redact/known-values.ts';
export { createRedactor, type Redactor } from './redact/redactor.ts';
export { homeAt, projectHome, type Home, type ProjectHome } from './store/home.ts';
export { identifyProject, type Project } from './store/project.ts';
export { loadKey } from './store/key.ts';
export type { SessionEvent } from './session/events.ts';
export type { Source, TranscriptFile } from './source/contract.ts';
export {
  readTranscript,
  type Bookmark,
  type Coverage,
  type EventSink,
  type ReadOptions,
  type ReadResult,
} from './source/read.ts';
