import type { FromWorker, ToWorker } from '../protocol.ts';

/** The worker's end of its port to the page, out of reach of readers' code. */
export interface Link {
  send(message: FromWorker, transfer?: Transferable[]): void;
  /** Hears what the page says; pings are answered already. */
  listen(listener: (message: ToWorker) => void): void;
}

export function linkOver(port: MessagePort): Link {
  // Bound before readers' code runs: changing MessagePort.prototype later reaches neither the port nor this.
  const post = port.postMessage.bind(port) as (message: FromWorker, transfer: Transferable[]) => void;
  const listeners: ((message: ToWorker) => void)[] = [];
  port.addEventListener('message', (event: MessageEvent<ToWorker>) => {
    const message = event.data;
    if (message.type === 'ping') post({ type: 'pong', count: message.count }, []);
    else for (const listener of listeners) listener(message);
  });
  return {
    send: (message, transfer = []) => post(message, transfer),
    listen: (listener) => void listeners.push(listener),
  };
}
