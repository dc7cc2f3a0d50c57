/** Writes the JSON Schemas of the public formats from their zod schemas; with --check it only compares. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { Manifest } from '../src/manifest/schema.ts';

const SCHEMAS = {
  'manifest.schema.json': { title: 'Recovery manifest', schema: Manifest },
};

const isCheck = process.argv.includes('--check');
mkdirSync('schemas', { recursive: true });
for (const [file, { title, schema }] of Object.entries(SCHEMAS)) {
  const json = `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
  const path = `schemas/${file}`;
  if (!isCheck) writeFileSync(path, json);
  else if (readFileSync(path, 'utf8') !== json) {
    console.error(`${path} is not what the zod schema says: run \`npm run schemas\`.`);
    process.exitCode = 1;
  }
}
