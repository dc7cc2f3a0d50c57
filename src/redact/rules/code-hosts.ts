import type { TokenRule } from './rule.ts';

/** Where code is kept, built and published. */
export const CODE_HOST_RULES: readonly TokenRule[] = [
  {
    kind: 'github-token',
    pattern: 'ghs_[A-Za-z0-9_]{1,40}eyJ[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{8,2000}',
  },
  { kind: 'github-token', pattern: 'gh[pousr]_[A-Za-z0-9]{36,255}' },
  { kind: 'github-token', pattern: 'github_pat_[A-Za-z0-9_]{36,255}' },
  {
    kind: 'gitlab-token',
    pattern:
      'gl(?:pat|dt|rtr?|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-[A-Za-z0-9_-]{20,300}(?:\\.[a-z0-9]{2,10}){0,2}',
  },
  { kind: 'gitlab-token', pattern: 'GR1348941[A-Za-z0-9_-]{20,40}' },
  { kind: 'bitbucket-token', pattern: 'ATBB[A-Za-z0-9]{32}' },
  { kind: 'bitbucket-token', pattern: 'ATCTT3[A-Za-z0-9_=-]{40,400}' },
  { kind: 'atlassian-token', pattern: 'ATATT3[A-Za-z0-9_=-]{40,400}' },
  { kind: 'atlassian-token', pattern: 'ATSTT3[A-Za-z0-9_=-]{40,400}' },
  { kind: 'sourcegraph-token', pattern: 'sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}' },
  { kind: 'azure-devops-token', pattern: '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}' },
  { kind: 'npm-token', pattern: 'npm_[A-Za-z0-9]{36,64}' },
  { kind: 'pypi-token', pattern: 'pypi-[A-Za-z0-9_-]{50,400}' },
  { kind: 'rubygems-key', pattern: 'rubygems_[a-f0-9]{48}' },
  { kind: 'crates-token', pattern: 'cio[A-Za-z0-9]{32}', loose: true },
  { kind: 'nuget-key', pattern: 'oy2[a-z0-9]{43}' },
  { kind: 'clojars-token', pattern: 'CLOJARS_[a-z0-9]{60}' },
  { kind: 'packagist-token', pattern: 'packagist_[a-z]{3}_[a-f0-9]{68}' },
  { kind: 'artifactory-token', pattern: 'AKCp[A-Za-z0-9]{60,80}' },
  { kind: 'artifactory-token', pattern: 'cmVmdGtuO[A-Za-z0-9]{50,70}' },
  { kind: 'docker-token', pattern: 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,60}' },
  { kind: 'circleci-token', pattern: 'CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}' },
  { kind: 'buildkite-token', pattern: 'bk(?:ua|aj|ct|pt|at)_[A-Za-z0-9]{32,64}' },
  { kind: 'sonar-token', pattern: 'sq[apu]_[a-f0-9]{40}' },
  { kind: 'octopus-key', pattern: 'API-[A-Z0-9]{26,32}', loose: true },
];
