import { describe, expect, it } from 'vitest';
import type { ToolAction } from '../../src/session/events.ts';
import type { GlimpseFact } from '../../src/evidence/facts.ts';
import { GLIMPSE_BYTES } from '../../src/evidence/glimpses.ts';
import { collect, did, events, factsOf, ran, user, type Told } from '../support/events.ts';

function glimpsed(kind: GlimpseFact['kind'], ...told: Told[]): string[] {
  return factsOf(user('Go'), ...told)
    .glimpses.filter((fact) => fact.kind === kind)
    .map(({ text }) => text);
}

const search: ToolAction = { type: 'search', pattern: 'parcel', paths: [] };

describe('what tools showed and nobody named', () => {
  it('is files and names that a search found', () => {
    const found = did(search, { output: 'src/parcel.ts:3: export function weighParcel(\nlib/scale.py:9: x' });
    expect(glimpsed('file', found)).toEqual(['src/parcel.ts', 'lib/scale.py']);
    expect(glimpsed('symbol', found)).toEqual(['weighParcel']);
  });

  it('is the names that a file defines, those that it uses often, and not all of them', () => {
    const uses = Array.from({ length: 200 }, (_, index) => `helperNumber${index}();`).join('\n');
    const output = `export function weighParcel() {}\n${uses}\nweighParcel(); readScale(); readScale();`;
    const names = glimpsed('symbol', did({ type: 'read', paths: ['src/parcel.ts'] }, { output }));
    expect(names).toHaveLength(40);
    expect(names.slice(-2)).toEqual(['readScale', 'weighParcel']);
  });

  it('is commits that git listed, and not numbers in the output of other programs', () => {
    expect(glimpsed('reference', ran('git log --oneline', '4f2c9e1 Weigh parcels (#12)'))).toEqual([
      '#12',
      '4f2c9e1',
    ]);
    expect(glimpsed('reference', ran('npm test', '4f2c9e1 passed'))).toEqual([]);
  });

  it('is what a sub-agent reported', () => {
    const report = did(
      { type: 'delegate', prompt: 'Look' },
      { output: 'See src/parcel.ts: weighParcel rounds' },
    );
    expect(glimpsed('file', report)).toEqual(['src/parcel.ts']);
    expect(glimpsed('symbol', report)).toEqual(['weighParcel']);
  });

  it('is no path of another kind, and nothing that may be a password', () => {
    const output = 'https://a.example/x.ts\npassword=Xk3vQz9LmT2w_8Rb\n../build';
    expect(glimpsed('file', did(search, { output }))).toEqual([]);
    expect(glimpsed('symbol', did(search, { output }))).toEqual([]);
  });

  it.each([
    'clone https://bob:hunter2pass@host.example/api/openapi.json',
    'DB_PASSWORD=Xk9vbw/2Qz71.Rt',
    'API_KEY: src/Xk9vbw/tinyTeapot.ts',
    '"secret": "correctHorseBattery"',
    'passwd = "rainbowTrout_river"',
    'password:\n  rainbowTrout_river lib/x/tinyTeapot.ts',
    'STORE=data/whale/x1.db',
    'ssh git@host.example:team/app.git/run.sh',
  ])('is nothing beside which something secret may stand: %s', (output) => {
    expect(
      factsOf(user('Go'), did(search, { output }), did({ type: 'read', paths: ['a'] }, { output })).glimpses,
    ).toEqual([]);
  });

  it('is bounded, and the newest', () => {
    const found = (from: number): Told =>
      did(search, { output: Array.from({ length: 60 }, (_, at) => `src/f${from + at}.ts:1:`).join('\n') });
    const files = glimpsed('file', ...[0, 60, 120, 180, 240, 300, 360].map(found));
    expect(files).toHaveLength(300);
    expect(files.at(-1)).toBe('src/f419.ts');
    expect(files).not.toContain('src/f0.ts');
  });

  it('is forgotten far from the end', () => {
    const told = events(user('Go'), did(search, { output: 'src/old.ts:1:' }), user('On'));
    const last = told.at(-1);
    if (last) last.offset += GLIMPSE_BYTES + 1000;
    expect(collect(told).facts().glimpses).toEqual([]);
  });

  it('is the same whether a transcript was read at once or in parts', () => {
    const told = events(
      user('Go'),
      did(search, { output: 'src/a.ts:1:\nsrc/b.ts:1:' }),
      did(search, { output: 'src/a.ts:1:' }),
      did(search, { output: 'src/c.ts:1:' }),
    );
    const whole = collect(told).facts();
    for (let cut = 1; cut < told.length; cut++) {
      const state = structuredClone(collect(told.slice(0, cut)).state());
      expect(collect(told.slice(cut), state).facts()).toEqual(whole);
    }
  });
});
