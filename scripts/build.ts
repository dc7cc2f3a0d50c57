/**
 * Builds dist/: the library, the command, and the type declarations. Every file that Node looks up and links costs a
 * start-up about half a millisecond, so what a command needs is one file; what is loaded on demand is another. Packages
 * that are loaded on demand stay outside.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const EXTERNAL = ['simple-git', 'js-tiktoken', 'js-tiktoken/*', 'yaml'];
/** Loading one of these loads streams, sockets and more: 1 to 3 ms. Of them only functions may be imported. */
const HEAVY_BUILTINS = new Set(['node:child_process', 'node:crypto', 'node:tty', 'node:v8']);

/**
 * `import` of a built-in module runs all its lazy getters, 4 ms for `fs` alone (nodejs/node#59686), and so does copying
 * its properties. This takes only the names that the source imports, and heavy modules when they are first called.
 */
const builtins: Plugin = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    const names = importedNames();
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const imported = [...(names.get(path) ?? [])];
      const load = `process.getBuiltinModule?.(${JSON.stringify(path)})`; // undefined on a Node that is refused
      const contents = HEAVY_BUILTINS.has(path)
        ? imported.map((name) => `export const ${name} = (...given) => ${load}.${name}(...given);`)
        : [`export const { ${imported.join(', ')} } = ${load} ?? {};`];
      return { contents: contents.join('\n'), loader: 'js' };
    });
  },
};

/** The names that the source imports from each built-in module. */
function importedNames(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('src/**/*.ts')) {
    const text = readFileSync(file, 'utf8');
    for (const [, list = '', module = ''] of text.matchAll(/^import \{([^}]*)\} from '(node:\w+)'/gm)) {
      const names = found.get(module) ?? new Set();
      for (const name of list.split(',')) if (/^\s*\w+\s*$/.test(name)) names.add(name.trim());
      found.set(module, names);
    }
  }
  return found;
}

/** Builds one file into `folder`, and then each file of the source that it imports on demand. */
async function bundle(entries: readonly string[], folder: string): Promise<void> {
  const waiting = [...entries];
  const onDemand: Plugin = {
    name: 'on demand',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, kind, importer }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = resolve(dirname(importer), path);
        if (!waiting.includes(file)) waiting.push(file);
        return { path: `./${basename(path, '.ts')}.js`, external: true };
      });
    },
  };
  for (let next = 0; next < waiting.length; next++) {
    await build({
      entryPoints: [waiting[next] ?? ''],
      outdir: folder,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      minifySyntax: true,
      minifyWhitespace: true,
      external: EXTERNAL,
      plugins: [onDemand, builtins],
      define: { PACKAGE_VERSION: JSON.stringify(version) },
      logLevel: 'warning',
    });
  }
}

rmSync('dist', { recursive: true, force: true });
await bundle(['src/index.ts'], 'dist');
await bundle(['src/cli/main.ts'], 'dist/cli');
chmodSync('dist/cli/main.js', 0o755);
await build({
  entryPoints: ['bench/shipped.ts'],
  outdir: 'dist/bench',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  logLevel: 'warning',
});
mkdirSync('dist/demo', { recursive: true });
copyFileSync('test/fixtures/claude-code/parcel-tracker.jsonl', 'dist/demo/parcel-tracker.jsonl');
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit' });
