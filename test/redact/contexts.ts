/** The places in which a transcript shows a token. */
export interface Context {
  name: string;
  put(token: string): string;
}

export const CONTEXTS: readonly Context[] = [
  { name: 'bare', put: (token) => token },
  { name: 'prose', put: (token) => `I tried it with ${token}, and the server said no.` },
  { name: 'JSON string', put: (token) => JSON.stringify({ user: 'anna', value: token, retries: 3 }) },
  { name: 'JSON inside JSON', put: (token) => JSON.stringify({ body: JSON.stringify({ value: token }) }) },
  { name: 'behind an escaped line feed', put: (token) => JSON.stringify(`first line\n${token}\nlast line`) },
  { name: 'environment file', put: (token) => `NODE_ENV=test\nSERVICE_TOKEN=${token}\nPORT=3000` },
  { name: 'export', put: (token) => `$ export SERVICE_KEY="${token}" && npm start` },
  { name: 'YAML', put: (token) => `service:\n  endpoint: https://api.example.com\n  token: ${token}\n` },
  {
    name: 'curl header',
    put: (token) => `curl -sS -H 'X-Service: ${token}' https://api.example.com/v1/users`,
  },
  {
    name: 'URL query',
    put: (token) => `GET https://api.example.com/v1/users?page=2&token=${token}&sort=name`,
  },
  { name: 'diff line', put: (token) => `@@ -1,2 +1,2 @@\n-const value = '';\n+const value = '${token}';` },
  {
    name: 'log line',
    put: (token) => `2026-11-20T10:15:30.123Z INFO [worker-2] using ${token} for upload (attempt 1)`,
  },
  { name: 'Markdown code', put: (token) => `Run it with \`${token}\` as the first argument.` },
  { name: 'terminal colour', put: (token) => `\u001B[32m${token}\u001B[0m done` },
];
