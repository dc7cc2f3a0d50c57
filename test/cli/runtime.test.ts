import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unsupportedRuntime } from '../../src/cli/runtime.ts';

const GOOD_SQLITE = '3.53.0';

describe('the runtime', () => {
  it.each(['22.22.3', '22.22.10', '22.30.0', '24.16.0', '24.21.0', '26.1.0', '26.10.0', '27.0.0', '30.2.1'])(
    'is good with Node %s',
    (node) => {
      expect(unsupportedRuntime({ node, sqlite: GOOD_SQLITE })).toBeUndefined();
    },
  );

  it.each(['18.20.0', '20.19.5', '21.0.0', '22.0.0', '22.22.2', '22.9.9', '23.11.0', '24.0.0', '24.9.9'])(
    'is refused in one line with Node %s',
    (node) => {
      expect(unsupportedRuntime({ node, sqlite: GOOD_SQLITE })).toBe(
        `recovery needs Node 22.22.3 or later of 22, 24.16 or later of 24, or 26.1 or later; this is Node ${node}.`,
      );
    },
  );

  it.each(['24.15.9', '25.0.0', '25.9.9', '26.0.9', '', 'unknown'])('is refused with Node %j', (node) => {
    expect(unsupportedRuntime({ node, sqlite: GOOD_SQLITE })).toMatch(/^recovery needs Node [^\n]*\.$/);
  });

  it.each(['3.51.3', '3.51.10', '3.52.0', '3.100.0', '4.0.0', undefined])(
    'is good with SQLite %s',
    (sqlite) => {
      expect(unsupportedRuntime({ node: '24.21.0', sqlite })).toBeUndefined();
    },
  );

  it.each(['3.44.5', '3.44.6', '3.45.0', '3.49.9', '3.50.6', '3.50.7', '3.51.0', '3.51.2', '2.99.9'])(
    'is refused in one line with SQLite %s',
    (sqlite) => {
      expect(unsupportedRuntime({ node: '24.21.0', sqlite })).toBe(
        `recovery needs SQLite 3.51.3 or later in Node; this one has ${sqlite}, which can lose rows.`,
      );
    },
  );

  it('is what package.json asks for, and what the tests run on', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('>=22.22.3 <23 || >=24.16 <25 || >=26.1');
    expect(unsupportedRuntime(process.versions)).toBeUndefined();
  });

  it('is checked before anything else, with exit code 2', () => {
    const main = new URL('../../src/cli/main.ts', import.meta.url).href;
    const code = `
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.5' } });
      await import(${JSON.stringify(main)});`;
    expect(() =>
      execFileSync(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'pipe' }),
    ).toThrowError(
      expect.objectContaining({
        status: 2,
        stdout: Buffer.from(''),
        stderr: Buffer.from(`${unsupportedRuntime({ node: '20.19.5' })}\n`),
      }),
    );
  });
});
