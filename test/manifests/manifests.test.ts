import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/manifest/read-manifest.ts';
import { verifySignature } from '../../src/manifest/sign.ts';
import { exampleManifest, EXAMPLE_KEY, EXAMPLES } from './examples.ts';

const root = new URL('../../', import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(`manifests/${name}.json`, root));
const names = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];

describe.each(names)('the example manifest %s', (name) => {
  it('is what prepare makes today, byte for byte', async () => {
    const made = await exampleManifest(name);
    if (process.env['UPDATE_MANIFESTS']) writeFileSync(pathOf(name), made);
    expect(readFileSync(pathOf(name), 'utf8')).toBe(made);
  });

  it('is signed, fits the JSON Schema and stays below 2,048 bytes', () => {
    const text = readFileSync(pathOf(name), 'utf8');
    const schema: object = JSON.parse(readFileSync(new URL('schemas/manifest.schema.json', root), 'utf8'));
    const validate = new Ajv2020().compile(schema);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(verifySignature(readManifest(pathOf(name)), EXAMPLE_KEY)).toBe('valid');
    expect(Buffer.byteLength(text)).toBeLessThan(2048);
  });
});

it('lists every example in manifests/', () => {
  const files = readdirSync(new URL('manifests/', root)).filter((file) => file.endsWith('.json'));
  expect(files.sort()).toEqual(names.map((name) => `${name}.json`).sort());
});
