import { describe, expect, it } from 'vitest';
import { SessionMonitor } from '../../src/monitor/session-monitor.ts';

const QUESTION = { role: 'user', content: 'What does this function do, and why is it so slow? '.repeat(40) };
const ANSWER = {
  role: 'assistant',
  content: [
    { type: 'text', text: 'It reads the whole file for every line. '.repeat(40) },
    { type: 'tool_use', id: 'toolu_1', name: 'read', input: { path: 'src/lines.ts' } },
  ],
};
const GPT = { model: 'gpt-5' };

describe('messages of a loop of one’s own', () => {
  it('are counted as an estimate', async () => {
    const monitor = new SessionMonitor();
    await monitor.recordMessages([QUESTION], GPT);
    const { usedTokens = 0, estimated } = monitor.status();
    expect(usedTokens).toBeGreaterThan(400);
    expect(usedTokens).toBeLessThan(700);
    expect(estimated).toBe(true);
  });

  it('count for more where the model’s tokens are smaller', async () => {
    const [gpt, claude] = [new SessionMonitor(), new SessionMonitor()];
    await gpt.recordMessages([QUESTION], GPT);
    await claude.recordMessages([QUESTION], { model: 'claude-opus-5' });
    expect(claude.status().usedTokens).toBe(Math.round((gpt.status().usedTokens ?? 0) * 2.34));
  });

  it('are only counted for what the last reported usage does not cover', async () => {
    const monitor = new SessionMonitor();
    await monitor.recordMessages([QUESTION], GPT);
    monitor.recordUsage({ contextTokens: 30_000, ...GPT });
    expect(monitor.status()).toMatchObject({ usedTokens: 30_000, estimated: false });
    await monitor.recordMessages([QUESTION, ANSWER], GPT);
    const { usedTokens = 0 } = monitor.status();
    expect(usedTokens).toBeGreaterThan(30_300);
    expect(usedTokens).toBeLessThan(30_600);
  });

  it('count no images, no binary data and no ids', async () => {
    const monitor = new SessionMonitor();
    const image = { type: 'image', source: { type: 'base64', data: 'iVBORw0KGgo'.repeat(5000) } };
    const url = { type: 'input_image', image_url: `data:image/png;base64,${'A'.repeat(5000)}` };
    const bytes = { type: 'file', data: new Uint8Array(5000) };
    await monitor.recordMessages([{ role: 'user', content: [image, url, bytes] }], GPT);
    expect(monitor.status().usedTokens).toBeLessThan(30);
  });

  it('are dropped when the usage of the call is known before they are counted', async () => {
    const monitor = new SessionMonitor();
    const counting = monitor.recordMessages([QUESTION], GPT);
    monitor.recordUsage({ contextTokens: 30_000, ...GPT });
    await counting;
    expect(monitor.status()).toMatchObject({ usedTokens: 30_000, estimated: false });
  });

  it('stop being counted when the caller gives up', async () => {
    const monitor = new SessionMonitor();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(monitor.recordMessages([QUESTION], { signal })).rejects.toThrow('enough');
    expect(monitor.status()).not.toHaveProperty('usedTokens');
  });
});
