/** The library: the same operations as the command, for programs. Nothing here prints, reads the environment or exits. */
export { RecoveryError, type ErrorCode } from './errors.ts';
export {
  BootstrapManager,
  type BootstrapManagerOptions,
  type BootstrapOptions,
} from './bootstrap/bootstrap-manager.ts';
export type { BootstrapResult } from './bootstrap/result.ts';
export { SessionMonitor, type MonitorStatus } from './monitor/session-monitor.ts';
export {
  RecoveryAgent,
  type Prepared,
  type PrepareOptions,
  type RecoveryAgentOptions,
} from './recovery/recovery-agent.ts';
export { updateFacts, type UpdatedFacts, type UpdateOptions } from './recovery/update-facts.ts';
export {
  namedTranscript,
  selectSession,
  sessionsHere,
  type SelectedSession,
} from './recovery/select-session.ts';
export type { Facts } from './evidence/facts.ts';
export type { Evidence } from './manifest/evidence.ts';
export { MANIFEST_LIMIT_BYTES } from './manifest/limit.ts';
export type { Manifest } from './manifest/schema.ts';
export { createRedactor, type Redactor } from './redact/redactor.ts';
export { homeAt, projectHome, type Home, type ProjectHome } from './store/home.ts';
export { identifyProject, type Project } from './store/project.ts';
export { loadKey } from './store/key.ts';
export type { SessionEvent } from './session/events.ts';
