/** Rules that a person says once, in many words, and that must stand in the manifest whatever comes later. */
import type { AnyAgentCase } from '../case.ts';
import { rule } from '../expectations.ts';
import type { Random } from '../random.ts';
import { said } from '../session/steps.ts';

type Said = readonly [sentence: string, ...values: (string | number)[]];

function standing(name: string, wordings: (random: Random) => readonly Said[]): AnyAgentCase {
  return {
    group: 'constraints',
    name: `a rule said once: ${name}`,
    plant: (random) => {
      const [sentence, ...values] = random.pick(wordings(random));
      const before = random.pick([
        '',
        'Thanks, that helps. ',
        'The list is fine now. ',
        'Next is the search.\n\n',
      ]);
      return { steps: [said(0, before + sentence)], expect: [rule(sentence, ...values)] };
    },
  };
}

export const SHORT_RULES: readonly AnyAgentCase[] = [
  standing('never', (random) => {
    const [port, name] = [random.port(), random.name()];
    return [
      [`Never restart the broker on port ${port}, it drops its queue.`, port],
      [`Never ever touch infra/${name}/, another team owns it.`, `infra/${name}`],
    ];
  }),
  standing('always', (random) => {
    const name = random.name();
    return [
      [`Always run scripts/check-${name}.sh before you push.`, `scripts/check-${name}.sh`],
      [`Always ask me before you add a dependency to packages/${name}.`, `packages/${name}`],
    ];
  }),
  standing("don't", (random) => {
    const name = random.name();
    return [
      [`Don't edit anything under vendor/${name}/, it is generated.`, `vendor/${name}`],
      [`Please do not rename the table audit_${name}, reports read it.`, `audit_${name}`],
    ];
  }),
  standing('from now on', (random) => {
    const name = random.name();
    return [
      [`From now on, begin every commit message with [${name}].`, name],
      [`Going forward, write new migrations into db/${name} only.`, `db/${name}`],
    ];
  }),
  standing('we only', (random) => {
    const [name, minor] = [random.name(), 10 + random.below(80)];
    return [
      [`We only use the mirror ${name}.example.test for packages.`, `${name}.example.test`],
      [`We only support protocol version 7.${minor}, nothing newer.`, `7.${minor}`],
    ];
  }),
];

export const OTHER_RULES: readonly AnyAgentCase[] = [
  standing('must', (random) => {
    const name = random.name();
    return [
      [`Every call to the carrier must carry the header X-Trace-${name}.`, `X-Trace-${name}`],
      [`You must not write into the bucket ${name}.`, name],
    ];
  }),
  standing('make sure', (random) => {
    const size = 300 + random.below(600);
    return [
      [`Make sure that no response is ever larger than ${size} KB.`, size],
      [`Make sure the suite always stays under ${size} seconds.`, size],
    ];
  }),
  standing('German', (random) => {
    const name = random.name();
    return [
      [`Bitte niemals die Tabelle ${name} löschen oder umbenennen.`, name],
      [`Ändere auf keinen Fall etwas im Ordner daten/${name}.`, `daten/${name}`],
    ];
  }),
  standing('Chinese', (random) => {
    const name = random.name();
    return [
      [`请不要修改 config/${name}.yaml 这个文件。`, `config/${name}.yaml`],
      [`提交之前必须先运行 make ${name} 。`, name],
    ];
  }),
  standing('Japanese', (random) => {
    const port = random.port();
    return [
      [`今後は必ずポート ${port} を使ってください。`, port],
      [`ポート ${port} のサーバーは絶対に止めないでください。`, port],
    ];
  }),
  standing('Spanish', (random) => {
    const name = random.name();
    return [
      [`Nunca subas cambios a la rama ${name} sin preguntar.`, name],
      [`No toques jamás la carpeta datos/${name}.`, `datos/${name}`],
    ];
  }),
  standing('numbers and paths', (random) => {
    const [name, ms] = [random.name(), 120 + random.below(800)];
    return [
      [`Keep every query under ${ms} ms and never write outside /srv/${name}/data.`, ms, `/srv/${name}/data`],
      [`Use at most ${ms} connections, and never log to /var/log/${name}.log.`, ms, `/var/log/${name}.log`],
    ];
  }),
];
