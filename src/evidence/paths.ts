/** Paths as facts: relative to the session's root where they lie in it, with `/`. */
export function factPath(path: string, root: string | undefined, cwd: string | undefined): string {
  const clean = tidy(path);
  for (const base of [root, cwd]) {
    if (base === undefined) continue;
    const prefix = `${tidy(base)}/`;
    if (clean.startsWith(prefix)) return clean.slice(prefix.length);
  }
  return clean;
}

function tidy(path: string): string {
  const slashes = path.includes('\\') ? path.replaceAll('\\', '/') : path;
  const bare = slashes.includes('./')
    ? slashes.replace(/^(?:\.\/+)+/, '').replace(/\/(?:\.\/+)+/g, '/')
    : slashes;
  return bare.endsWith('/') ? bare.replace(/\/+$/, '') : bare;
}

/** `path` as seen from `folder`, where both may be relative; `..` is resolved as far as it can be. */
export function pathIn(folder: string, path: string): string {
  if (folder === '' || /^(?:\/|~|[A-Za-z]:)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    const above = parts.at(-1);
    if (part === '..' && above !== undefined && above !== '..' && above !== '') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/');
}

const PATH_WORD = /^(?:~|\.{1,2}|[A-Za-z]:)?[/\\]?(?:[\p{L}\p{N}_@+.-]+[/\\])*[\p{L}\p{N}_@+.-]+$/u;
const FILE_NAME = /^\.?[\p{L}\p{N}_@+-][\p{L}\p{N}_@+.-]*\.([A-Za-z][A-Za-z0-9]{0,9})$/u;
const NAMES =
  /^(?:Makefile|Dockerfile|Containerfile|LICENSE|README|Gemfile|Rakefile|Procfile|Justfile|justfile|CODEOWNERS|Jenkinsfile|Vagrantfile)$/;

/** Endings by which a word without a folder is a file and not a package, a property, a domain or a version. */
const EXTENSIONS = new Set(
  (
    'c h cc cpp cxx hpp hh m mm cs fs fsx vb go rs zig nim d java kt kts scala groovy gradle clj cljs erl ex exs eex heex ' +
    'hs elm ml mli lua pl pm r jl py pyi pyx ipynb rb rake gemspec php swift dart js mjs cjs jsx ts mts cts tsx vue svelte ' +
    'astro html htm css scss sass less sql graphql gql proto thrift sh bash zsh fish ps1 bat cmd tf tfvars hcl nix bzl ' +
    'cmake mk json jsonl json5 jsonc yaml yml toml ini cfg conf env properties xml xsd csv tsv parquet md mdx rst adoc tex ' +
    'txt log out lock patch diff snap tmpl j2 hbs ejs liquid plist svg png jpg jpeg gif webp pdf db sqlite wasm example ' +
    'local sum mod work service dockerfile editorconfig gitignore'
  ).split(' '),
);

/** Whether a word of a command names a file, and is no option, URL, pattern, version, package or range of commits. */
export function looksLikeFile(word: string): boolean {
  if (word.length < 3 || word.length > 200 || word.startsWith('-') || !/[./]/.test(word)) return false;
  if (!PATH_WORD.test(word) || word.includes('...')) return false;
  const slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
  const name = word.slice(slash + 1);
  if (name.includes('..')) return false;
  if (slash !== -1 && NAMES.test(name)) return true;
  const extension = FILE_NAME.exec(name)?.[1];
  if (extension === undefined || /^(?:v\d+|git)$/.test(extension)) return false;
  if (EXTENSIONS.has(extension.toLowerCase())) return true;
  // Elsewhere an unknown ending will do, but not that of a Go package (`github.com/…`) or a domain.
  return (
    slash !== -1 && !/^(?:com|org|net|io|dev|ai|app)$/.test(extension) && !/^[\w-]+\.[a-z]{2,4}\//.test(word)
  );
}
