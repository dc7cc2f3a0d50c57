const LIMIT_MS = 150;
const MAX_PORTS = 8;
const LOCAL_ADDRESS = /\b(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d{2,5})\b/g;

export interface PortCheck {
  port: number;
  listening: boolean;
}

/** Ports of this machine that the session's references name; at most eight, in their order. */
export function localPorts(references: readonly string[]): number[] {
  const ports = references.flatMap((text) =>
    [...text.matchAll(LOCAL_ADDRESS)].map(([, port]) => Number(port)),
  );
  return [...new Set(ports)].filter((port) => port > 0 && port < 65_536).slice(0, MAX_PORTS);
}

/** Whether something listens on each port of the loopback interface; all at once, 150 ms at most. Nothing is sent. */
export async function checkPorts(ports: readonly number[]): Promise<PortCheck[]> {
  if (ports.length === 0) return [];
  const { connect } = await import('node:net');
  const isListening = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host: 'localhost', port, autoSelectFamily: true });
      const end = (listening: boolean): void => {
        clearTimeout(timer);
        socket.destroy();
        resolve(listening);
      };
      const timer = setTimeout(() => end(false), LIMIT_MS);
      socket.once('connect', () => end(true)).once('error', () => end(false));
    });
  return Promise.all(ports.map(async (port) => ({ port, listening: await isListening(port) })));
}
