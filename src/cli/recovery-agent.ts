import { RecoveryAgent } from '../recovery/recovery-agent.ts';
import { pressureOptions } from './pressure-line.ts';
import type { Workspace } from './workspace.ts';
import { workspaceRedactor } from './workspace-redactor.ts';

/** The agent that prepares sessions of this directory, with the settings in force. */
export function recoveryAgent(workspace: Workspace, key: Buffer): RecoveryAgent {
  return new RecoveryAgent({
    home: workspace.config.home,
    projectDirectory: workspace.directory,
    redactor: workspaceRedactor(workspace),
    key,
    pressure: pressureOptions(workspace),
  });
}
