import type { FromWorker, Program, ToWorker } from '../protocol.ts';

type Message = Program | ToWorker;

/** The worker's end of its port to the page, out of reach of readers' code. */
export interface Link {
  send(message: FromWorker, transfer?: Transferable[]): void;
  /**
   * Hears messages of these types from now on, and at once, in their order, those that came before. Nothing is lost,
   * however late a listener comes; each type has one. Pings are answered without it.
   */
  take<Type extends Message['type']>(
    types: readonly Type[],
    listener: (message: Extract<Message, { type: Type }>) => void,
  ): void;
}

/** A link over `port`, whose messages it begins to receive. */
export function linkOver(port: MessagePort): Link {
  // Bound before readers' code runs: changing MessagePort.prototype later reaches neither the port nor this.
  const post = port.postMessage.bind(port) as (message: FromWorker, transfer: Transferable[]) => void;
  const listeners = new Map<string, (message: Message) => void>();
  const kept: Message[] = [];
  port.addEventListener('message', (event: MessageEvent<Message>) => {
    const message = event.data;
    if (message.type === 'ping') return post({ type: 'pong', count: message.count }, []);
    const listener = listeners.get(message.type);
    if (listener) listener(message);
    else kept.push(message);
  });
  port.start();
  return {
    send: (message, transfer = []) => post(message, transfer),
    take(types, listener) {
      for (const type of types) listeners.set(type, listener as (message: Message) => void);
      const waiting = kept.splice(0);
      for (const message of waiting) {
        if ((types as readonly string[]).includes(message.type)) (listener as (message: Message) => void)(message);
        else kept.push(message);
      }
    },
  };
}
