import { join } from 'node:path';

/** The user's own state, outside every work tree: a cloned repository can neither read nor plant it. */
export interface Home {
  root: string;
  /** Signs manifests. */
  keyFile: string;
  configFile: string;
  trustFile: string;
  projectsDirectory: string;
}

/** Where one project's state lies. */
export interface ProjectHome {
  root: string;
  manifestsDirectory: string;
  /** A copy of the newest manifest, under the name that people know. */
  latestFile: string;
  /** Facts of each session, brought up to date as its transcript grows. */
  factsDirectory: string;
  /** One file for each session: its `SESSION-YYMMDD-NNN`. */
  sessionsDirectory: string;
}

export function homeAt(root: string): Home {
  return {
    root,
    keyFile: join(root, 'key'),
    configFile: join(root, 'config.yaml'),
    trustFile: join(root, 'trust.json'),
    projectsDirectory: join(root, 'projects'),
  };
}

/** `projectId` is `<name>-<hash>`, from `identifyProject`. */
export function projectHome(home: Home, projectId: string): ProjectHome {
  const root = join(home.projectsDirectory, projectId);
  return {
    root,
    manifestsDirectory: join(root, 'manifests'),
    latestFile: join(root, 'session_recovery_latest.json'),
    factsDirectory: join(root, 'facts'),
    sessionsDirectory: join(root, 'sessions'),
  };
}
