import { readSecret } from './assigned-values.ts';
import { nextSite } from './assignment-sites.ts';
import { gradeOfName, kindOfName } from './secret-names.ts';
import type { Step } from './step.ts';

/** Values of variables, keys, parameters, headers, flags and columns whose names say secret. */
export const maskAssignments: Step = (text, mask) => {
  let result = '';
  let copied = 0;
  for (let site = nextSite(text, 0); site !== undefined;) {
    const grade = gradeOfName(site.name);
    const secret = grade === undefined ? undefined : readSecret(site, grade);
    let next = site.valueStart;
    if (grade !== undefined && secret !== undefined) {
      result += text.slice(copied, secret.start) + mask(kindOfName(site.name, grade));
      copied = secret.start + secret.text.length;
      next = copied;
    }
    site = nextSite(text, next);
  }
  return copied === 0 ? text : result + text.slice(copied);
};
