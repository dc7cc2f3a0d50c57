/**
 * Builds dist/: one bundle for each entry point with shared chunks, and the type declarations. What every start needs
 * is bundled (every file that Node looks up costs); packages that are loaded only when called stay outside.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build, type Plugin } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** `import` of a built-in module runs all its lazy getters, 4 ms for `fs` alone (nodejs/node#59686); this does not. */
const builtins: Plugin = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { 'cli/main': 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['simple-git', 'js-tiktoken', 'js-tiktoken/*', 'yaml'],
  plugins: [builtins],
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});
chmodSync('dist/cli/main.js', 0o755);
mkdirSync('dist/demo', { recursive: true });
copyFileSync('test/fixtures/claude-code/parcel-tracker.jsonl', 'dist/demo/parcel-tracker.jsonl');
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit' });
