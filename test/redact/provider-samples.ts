import { ALPHANUMERIC, BASE64, BASE64URL, DIGITS, HEX, LOWER, UPPER } from '../support/seeded-random.ts';
import type { SeededRandom } from '../support/seeded-random.ts';

/** How a provider's credential is made. Prefix and body are apart, so that scanners of this file find nothing. */
export interface ProviderSample {
  name: string;
  make(random: SeededRandom): string;
}

function prefixed(
  name: string,
  prefix: string,
  alphabet: string,
  length: number,
  suffix = '',
): ProviderSample {
  return { name, make: (random) => prefix + random.text(alphabet, length) + suffix };
}

function uuid(random: SeededRandom): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(HEX, length)).join('-');
}

function jsonPart(value: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const BASE32 = `${UPPER}234567`;

export const PROVIDER_SAMPLES: readonly ProviderSample[] = [
  prefixed('GitHub personal', `gh${'p_'}`, ALPHANUMERIC, 36),
  prefixed('GitHub OAuth', `gh${'o_'}`, ALPHANUMERIC, 36),
  prefixed('GitHub user', `gh${'u_'}`, ALPHANUMERIC, 36),
  prefixed('GitHub server', `gh${'s_'}`, ALPHANUMERIC, 36),
  prefixed('GitHub refresh', `gh${'r_'}`, ALPHANUMERIC, 76),
  {
    name: 'GitHub fine-grained',
    make: (random) => `github_pat_${random.text(ALPHANUMERIC, 22)}_${random.text(ALPHANUMERIC, 59)}`,
  },
  prefixed('GitLab personal', `gl${'pat-'}`, BASE64URL, 20),
  prefixed('GitLab runner', `gl${'rt-'}`, BASE64URL, 20),
  prefixed('GitLab trigger', `gl${'ptt-'}`, HEX, 40),
  prefixed('AWS key id', `AK${'IA'}`, BASE32, 16),
  prefixed('AWS session key id', `AS${'IA'}`, BASE32, 16),
  prefixed('Google API', `AI${'za'}`, BASE64URL, 35),
  prefixed('Google access', `ya${'29.'}`, BASE64URL, 120),
  prefixed('Google client secret', `GOC${'SPX-'}`, BASE64URL, 28),
  {
    name: 'OpenAI legacy',
    make: (random) => `sk-${random.text(ALPHANUMERIC, 20)}T3BlbkFJ${random.text(ALPHANUMERIC, 20)}`,
  },
  prefixed('OpenAI project', `sk-${'proj-'}`, BASE64URL, 120),
  prefixed('OpenAI service', `sk-${'svcacct-'}`, BASE64URL, 100),
  prefixed('Anthropic', `sk-${'ant-api03-'}`, BASE64URL, 93, 'AA'),
  prefixed('OpenRouter', `sk-${'or-v1-'}`, HEX, 64),
  prefixed('Groq', `gs${'k_'}`, ALPHANUMERIC, 52),
  prefixed('Hugging Face', `h${'f_'}`, LOWER + UPPER, 34),
  prefixed('xAI', `xa${'i-'}`, ALPHANUMERIC, 80),
  prefixed('Replicate', `r${'8_'}`, ALPHANUMERIC, 37),
  prefixed('Perplexity', `pp${'lx-'}`, ALPHANUMERIC, 48),
  {
    name: 'Slack bot',
    make: (random) =>
      `xoxb-${random.text(DIGITS, 12)}-${random.text(DIGITS, 13)}-${random.text(ALPHANUMERIC, 24)}`,
  },
  {
    name: 'Slack user',
    make: (random) => `xoxp-${random.text(DIGITS, 12)}-${random.text(DIGITS, 12)}-${random.text(HEX, 32)}`,
  },
  {
    name: 'Slack app',
    make: (random) =>
      `xapp-1-A${random.text(UPPER + DIGITS, 10)}-${random.text(DIGITS, 13)}-${random.text(HEX, 64)}`,
  },
  {
    name: 'Slack webhook',
    make: (random) =>
      `hooks.slack.com/services/T${random.text(UPPER + DIGITS, 8)}/B${random.text(UPPER + DIGITS, 8)}/${random.text(ALPHANUMERIC, 24)}`,
  },
  {
    name: 'Discord bot',
    make: (random) =>
      `M${random.text(ALPHANUMERIC, 23)}.${random.text(ALPHANUMERIC, 6)}.${random.text(BASE64URL, 38)}`,
  },
  {
    name: 'Discord webhook',
    make: (random) => `discord.com/api/webhooks/${random.text(DIGITS, 18)}/${random.text(BASE64URL, 68)}`,
  },
  {
    name: 'Telegram bot',
    make: (random) => `7${random.text(DIGITS, 9)}:AA${random.text(BASE64URL, 33)}`,
  },
  prefixed('Stripe live', `sk_${'live_'}`, ALPHANUMERIC, 24),
  prefixed('Stripe restricted', `rk_${'live_'}`, ALPHANUMERIC, 99),
  prefixed('Stripe webhook', `wh${'sec_'}`, ALPHANUMERIC, 32),
  prefixed('Twilio key', `S${'K'}`, HEX, 32),
  {
    name: 'SendGrid',
    make: (random) => `SG.${random.text(BASE64URL, 22)}.${random.text(BASE64URL, 43)}`,
  },
  prefixed('Mailgun', `ke${'y-'}`, HEX, 32),
  { name: 'Mailchimp', make: (random) => `${random.text(HEX, 32)}-us${random.below(20) + 1}` },
  prefixed('npm', `np${'m_'}`, ALPHANUMERIC, 36),
  prefixed('PyPI', `py${'pi-AgEIcHlwaS5vcmc'}`, BASE64URL, 150),
  prefixed('RubyGems', `ruby${'gems_'}`, HEX, 48),
  prefixed('crates.io', `ci${'o'}`, ALPHANUMERIC, 32),
  prefixed('Docker', `dckr_${'pat_'}`, BASE64URL, 27),
  prefixed('DigitalOcean', `do${'p_v1_'}`, HEX, 64),
  prefixed('Netlify', `nf${'p_'}`, ALPHANUMERIC, 36),
  prefixed('Supabase', `sb${'p_'}`, HEX, 40),
  prefixed('Databricks', `da${'pi'}`, HEX, 32),
  prefixed('New Relic', `NR${'AK-'}`, UPPER + DIGITS, 27),
  prefixed('Sentry organisation', `sntr${'ys_eyJ'}`, ALPHANUMERIC, 120),
  prefixed('Linear', `lin_${'api_'}`, ALPHANUMERIC, 40),
  prefixed('Notion', `nt${'n_'}`, ALPHANUMERIC, 46),
  prefixed('Notion legacy', `sec${'ret_'}`, ALPHANUMERIC, 43),
  { name: 'Airtable', make: (random) => `pat${random.text(ALPHANUMERIC, 14)}.${random.text(HEX, 64)}` },
  prefixed('Atlassian', `ATA${'TT3xFfGF0'}`, BASE64URL, 180),
  prefixed('Shopify', `sh${'pat_'}`, HEX, 32),
  prefixed('Square', `EA${'AA'}`, BASE64URL, 60),
  {
    name: 'Braintree',
    make: (random) => `access_token$production$${random.text(LOWER + DIGITS, 16)}$${random.text(HEX, 32)}`,
  },
  prefixed('Doppler', `dp.${'pt.'}`, ALPHANUMERIC, 43),
  prefixed('Vault', `hv${'s.'}`, BASE64URL, 90),
  {
    name: 'Terraform Cloud',
    make: (random) => `${random.text(ALPHANUMERIC, 14)}.atlasv1.${random.text(BASE64URL, 67)}`,
  },
  {
    name: 'Grafana service account',
    make: (random) => `glsa_${random.text(ALPHANUMERIC, 32)}_${random.text(HEX, 8)}`,
  },
  prefixed('Grafana cloud', `gl${'c_'}`, BASE64, 100),
  { name: 'Postman', make: (random) => `PMAK-${random.text(HEX, 24)}-${random.text(HEX, 34)}` },
  prefixed('Figma', `fig${'d_'}`, BASE64URL, 43),
  prefixed('age', `AGE-SECRET-${'KEY-1'}`, UPPER + DIGITS, 58),
  prefixed('Cloudflare', `cf${'ut_'}`, ALPHANUMERIC, 48),
  { name: 'HubSpot', make: (random) => `pat-na1-${uuid(random)}` },
  {
    name: 'Azure DevOps',
    make: (random) => `${random.text(ALPHANUMERIC, 76)}AZDO${random.text(ALPHANUMERIC, 4)}`,
  },
  {
    name: 'Azure application',
    make: (random) => `${random.text(ALPHANUMERIC, 3)}8Q~${random.text(ALPHANUMERIC, 34)}`,
  },
  {
    name: 'JSON web token',
    make: (random) =>
      [
        jsonPart({ alg: 'HS256', typ: 'JWT' }),
        jsonPart({ sub: random.text(DIGITS, 10), iat: 1_700_000_000 }),
        random.text(BASE64URL, 43),
      ].join('.'),
  },
  { name: 'AWS secret access key', make: (random) => random.text(BASE64, 40) },
];
