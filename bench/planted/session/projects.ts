import type { Random } from '../random.ts';

/** An invented project, for the work that goes on around what is planted. */
export interface Project {
  name: string;
  extension: string;
  folders: readonly string[];
  modules: readonly string[];
  things: readonly string[];
  verbs: readonly string[];
  /** Runs the tests of one module. */
  testCommand(module: string): string;
  passed(random: Random): string;
  failed(test: string): string;
  /** A few lines of code about a thing. */
  code(verb: string, thing: string): string;
}

const VERBS = 'load store merge render parse rank cancel export schedule validate'.split(' ');

const TIDEPOOL: Project = {
  name: 'tidepool',
  extension: 'ts',
  folders: ['src/booking', 'src/web', 'src/mail', 'test'],
  modules: ['visit', 'ticket', 'basket', 'calendar', 'voucher', 'guide'],
  things: ['Visit', 'Ticket', 'Basket', 'Slot', 'Voucher', 'Guide', 'Refund'],
  verbs: VERBS,
  testCommand: (module) => `npx vitest run test/${module}.test.ts`,
  passed: (random) =>
    ` Test Files  1 passed (1)\n      Tests  ${3 + random.below(20)} passed\n   Duration  ${300 + random.below(900)}ms`,
  failed: (test) =>
    ` FAIL  test/visit.test.ts > ${test}\nAssertionError: expected 2 to be 3\n Tests  1 failed | 8 passed (9)`,
  code: (verb, thing) =>
    `export async function ${verb}${thing}(id: string, options: ${thing}Options): Promise<${thing}> {\n  const row = await database.get('${thing.toLowerCase()}', id);\n  if (row === undefined) throw new Missing${thing}(id);\n  return to${thing}(row, options.locale);\n}\n`,
};

const KILNHOUSE: Project = {
  name: 'kilnhouse',
  extension: 'py',
  folders: ['kilnhouse', 'kilnhouse/firing', 'kilnhouse/web', 'tests'],
  modules: ['firing', 'shelf', 'glaze', 'curve', 'sensor', 'member'],
  things: ['firing', 'shelf', 'glaze', 'curve', 'reading', 'member'],
  verbs: VERBS,
  testCommand: (module) => `uv run pytest -q tests/test_${module}.py`,
  passed: (random) => `${'.'.repeat(12)}\n${4 + random.below(30)} passed in 0.${10 + random.below(80)}s`,
  failed: (test) =>
    `E       assert 1240 == 1222\nFAILED tests/test_curve.py::${test.replaceAll(' ', '_')}\n1 failed, 11 passed in 0.41s`,
  code: (verb, thing) =>
    `def ${verb}_${thing}(${thing}_id: int, *, strict: bool = True) -> ${thing.toUpperCase()}:\n    """Return the ${thing} with its readings."""\n    row = session.get("${thing}", ${thing}_id)\n    if row is None and strict:\n        raise KeyError(${thing}_id)\n    return row\n\n`,
};

const FERRYLINE: Project = {
  name: 'ferryline',
  extension: 'go',
  folders: ['timetable', 'fares', 'internal/tides', 'cmd/ferryline'],
  modules: ['sailing', 'berth', 'fare', 'tide', 'manifest', 'season'],
  things: ['Sailing', 'Berth', 'Fare', 'Tide', 'Season', 'Crew'],
  verbs: VERBS,
  testCommand: (module) => `go test ./... -run Test${module.charAt(0).toUpperCase()}${module.slice(1)}`,
  passed: (random) => `ok  \texample.com/ferryline/timetable\t0.${100 + random.below(800)}s`,
  failed: (test) =>
    `--- FAIL: Test${test.replaceAll(' ', '')} (0.02s)\n    sailing_test.go:71: got 07:40, want 07:55\nFAIL\texample.com/ferryline/timetable\t0.214s`,
  code: (verb, thing) =>
    `// ${verb}${thing} answers from the cache when it can.\nfunc (s *Store) ${verb}${thing}(ctx context.Context, id int64) (*${thing}, error) {\n\trow := s.db.QueryRowContext(ctx, ${verb}${thing}SQL, id)\n\tvar found ${thing}\n\tif err := row.Scan(&found.ID, &found.At); err != nil {\n\t\treturn nil, fmt.Errorf("${thing}: %w", err)\n\t}\n\treturn &found, nil\n}\n\n`,
};

const MOSSGARDEN: Project = {
  name: 'mossgarden',
  extension: 'rs',
  folders: ['src', 'src/radio', 'src/store', 'crates/probe/src'],
  modules: ['moisture', 'radio', 'gateway', 'battery', 'series', 'alarm'],
  things: ['Probe', 'Reading', 'Gateway', 'Alarm', 'Series', 'Battery'],
  verbs: VERBS,
  testCommand: (module) => `cargo test ${module}`,
  passed: (random) =>
    `running ${random.below(9) + 2} tests\n\ntest result: ok. ${random.below(9) + 2} passed; 0 failed; 0 ignored`,
  failed: (test) =>
    `test radio::${test.replaceAll(' ', '_')} ... FAILED\n\nthread panicked at src/radio/frame.rs:88:9:\nassertion \`left == right\` failed\n\ntest result: FAILED. 7 passed; 1 failed`,
  code: (verb, thing) =>
    `impl ${thing}Store {\n    pub fn ${verb}(&self, id: u64) -> Result<${thing}, StoreError> {\n        let guard = self.inner.lock().map_err(|_| StoreError::Poisoned)?;\n        guard.get(&id).cloned().ok_or(StoreError::Missing(id))\n    }\n}\n\n`,
};

export const PROJECTS: readonly Project[] = [TIDEPOOL, KILNHOUSE, FERRYLINE, MOSSGARDEN];
