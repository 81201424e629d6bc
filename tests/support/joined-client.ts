import { afterEach } from 'vitest';
import { WorkerEngineClient, type Connection } from '../../src/lib/engine/client.ts';
import { EngineHost } from '../../src/lib/engine/worker/engine-host.ts';
import type { Line } from '../../src/lib/engine/worker/protocol.ts';
import { BASE, serveFiles } from './file-server.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

/** A client and host joined by a channel: messages are cloned and transferred as between page and worker. The first `lost` workers never begin. */
export function clientOf(
  server = serveFiles(),
  onRest: () => void = () => undefined,
  { lost = 0 } = {},
): {
  client: WorkerEngineClient;
  server: ReturnType<typeof serveFiles>;
  connections: number;
  lose: (why: string) => void;
  /** The worker ends without a word. */
  end: () => void;
  /** What the browser says when it is asked whether the worker is there. */
  isThere: boolean | undefined;
} {
  const joined = {
    server,
    connections: 0,
    lose: (_why: string): void => undefined,
    end: (): void => undefined,
    isThere: undefined as boolean | undefined,
    client: new WorkerEngineClient({
      dataBase: new URL('..', BASE).href,
      onRest,
      connect(onLost): Connection {
        joined.connections++;
        joined.lose = onLost;
        const { port1, port2 } = new MessageChannel();
        if (joined.connections > lost) new EngineHost(port2 as Line, { ...server, retrySeconds: 0 });
        port1.start();
        port2.start();
        const close = (): void => port1.close();
        open.push({ close });
        joined.isThere = undefined;
        joined.end = () => {
          port2.close();
          joined.isThere = false;
        };
        return {
          isThere: async () => joined.isThere,
          postMessage: (message, transfer) => port1.postMessage(message, transfer),
          addEventListener: (type, listener) => port1.addEventListener(type, listener),
          close,
        };
      },
    }),
  };
  return joined;
}
