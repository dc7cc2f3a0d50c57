/** Secrets that only their surroundings give away. `put` takes a secret that no format tells. */
export interface Surroundings {
  name: string;
  put(secret: string): string;
}

function surroundings(lines: readonly string[]): Surroundings[] {
  return lines.map((line) => ({ name: line, put: (secret) => line.replace('%s', () => secret) }));
}

/** Any value behind these is a password, even one that is easy to remember. */
export const PASSWORD_SURROUNDINGS: readonly Surroundings[] = surroundings([
  'password: %s',
  'password="%s"',
  "password = '%s'",
  '{"user": "anna", "password": "%s"}',
  String.raw`{"body": "{\"password\": \"%s\"}"}`,
  String.raw`{\\\"password\\\": \\\"%s\\\"}`,
  "'password' => '%s',",
  'password := "%s"',
  'var password string = "%s"',
  'password: str = "%s"',
  'let password: &str = "%s";',
  "const password: string = '%s';",
  '<password>%s</password>',
  "define('DB_PASSWORD', '%s');",
  'client.setPassword("%s");',
  'DB_PWD=%s',
  'export PGPASSWORD=%s',
  'MYSQL_ROOT_PASSWORD: %s',
  '  - name: DB_PASSWORD\n    value: %s',
  'docker run -e DB_PASSWORD=%s app',
  'login --password %s',
  'login --password=%s',
  'The password is %s, try it.',
  'Server=db;User Id=sa;Password=%s;Encrypt=true',
  'Server=db;Uid=sa;Pwd=%s;',
  'jdbc:mysql://host/db?user=app&password=%s&useSSL=true',
  'spring.datasource.password=%s',
  'auth: { user: "anna", pass: "%s" }',
  'mysql -u root -p%s shop',
  'sshpass -p %s ssh anna@host',
  'redis-cli -h cache -a %s ping',
  'docker login -u anna -p %s registry.example.com',
  'machine github.com login anna password %s',
  'curl -u admin:%s https://api.example.com',
  'curl -sS --user "admin:%s" https://api.example.com',
  'postgres://app:%s@db:5432/shop',
  'redis://:%s@cache:6379/0',
  'mongodb+srv://app:%s@cluster0.example.net/shop?retryWrites=true',
  'https://anna:%s@github.com/anna/repository.git',
]);

/** Behind these, whatever does not look like a word is a secret. */
export const TOKEN_SURROUNDINGS: readonly Surroundings[] = surroundings([
  'API_KEY=%s',
  'API_KEY="%s"',
  "apiKey: '%s',",
  '"clientSecret" : "%s"',
  'client_secret=%s&grant_type=client_credentials',
  'DATADOG_API_KEY=%s',
  'HEROKU_API_KEY=%s',
  'CLOUDFLARE_API_TOKEN: %s',
  'aws_secret_access_key = %s',
  'SharedAccessKeyName=root;SharedAccessKey=%s',
  '//registry.npmjs.org/:_authToken=%s',
  'deploy --token %s --yes',
  'deploy --api-key=%s',
  'GET /v1/users?access_token=%s&page=2',
  'os.environ["API_KEY"] = "%s"',
  'process.env.API_KEY = "%s";',
  'ENV SECRET_KEY_BASE=%s',
  'Authorization: Bearer %s',
  'authorization: token %s',
  '"Authorization": "Bearer %s"',
  "-H 'Authorization: Bearer %s'",
  'headers: { Authorization: `Bearer %s` }',
  'X-Api-Key: %s',
  '-H "X-Auth-Token: %s"',
  'Cookie: theme=dark; session=%s',
  'Set-Cookie: sid=%s; Path=/; HttpOnly',
  'https://%s@github.com/anna/repository.git',
  'my api key is %s',
  'refresh_token: "%s"',
]);
