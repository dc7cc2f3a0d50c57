import { collectKnownValues, readCredentialFiles } from '../redact/known-values.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import type { Workspace } from './workspace.ts';

/** Removes what this user's environment and credential files hold, and everything that looks like a secret. */
export function workspaceRedactor({ config, project }: Workspace): Redactor {
  const { environment, homeDirectory } = config;
  const files = readCredentialFiles({ homeDirectory, projectDirectory: project.root });
  return createRedactor({ knownValues: collectKnownValues({ environment, files }) });
}
