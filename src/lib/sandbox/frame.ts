import { SilenceWatch } from './silence-watch.ts';
import { Flood } from './flood.ts';
import { FAILED, PING, PONG, START, TERMINATE, TERMINATED } from './frame-messages.ts';
import { openFrame } from './open-frame.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker, Program, ToWorker } from './protocol.ts';
import { readMessage } from './validate.ts';

/** How a worker speaks to the page. Nothing comes after `terminate` or after `failed`. */
export interface WorkerListener {
  message(message: FromWorker): void;
  /** The worker is gone, or was never there. */
  failed(because: 'not-loaded' | 'crashed' | 'flood', detail: string): void;
  /** Called about once a second while the worker does not answer. */
  unresponsive?(seconds: number): void;
}

export interface SandboxWorker {
  send(message: ToWorker, transfer?: Transferable[]): void;
  /** Ends the worker at once, whatever it does. */
  terminate(): void;
}

/** The frame has nothing else to do than to answer: this often the page looks whether it has, with this long between. */
const LOOKS = 10;
const LOOK_EVERY = 500; // milliseconds

/** `sandbox.html` in a hidden frame that may run scripts and nothing else; readers' code runs in its workers. */
export class SandboxFrame {
  readonly #url: string;
  readonly #open = new Map<
    number,
    { readonly port: MessagePort; readonly gone: (because: 'not-loaded' | 'crashed', detail: string) => void }
  >();
  #iframe: HTMLIFrameElement | null = null;
  #opening = new AbortController();
  #ready: Promise<void> | null = null;
  #next = 0;
  readonly #answers = new Map<string, () => void>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Starts a fresh worker with this program. */
  start(program: Program, listener: WorkerListener, transfer: Transferable[] = []): SandboxWorker {
    const id = this.#next++;
    const { port1: port, port2 } = new MessageChannel();
    const watch = new SilenceWatch(port, (seconds) => {
      listener.unresponsive?.(seconds);
      if (seconds > 0) void this.#checkAlive();
    });
    let started = false;
    const close = (): boolean => {
      watch.stop();
      port.close();
      return this.#open.delete(id);
    };
    const fail = (because: Parameters<WorkerListener['failed']>[0], detail: string): void => {
      if (!close()) return;
      this.#post({ type: TERMINATE, id });
      listener.failed(because, detail);
    };
    this.#open.set(id, { port, gone: fail });
    const flood = new Flood();
    port.onmessage = (event: MessageEvent<unknown>): void => {
      if (flood.count()) return fail('flood', '');
      const message = readMessage(event.data);
      if (!message || !this.#open.has(id)) return;
      if (message.type === 'pong') watch.answered(message.count);
      else listener.message(message);
    };
    port.postMessage(program, transfer);
    this.#load().then(
      () => {
        if (!this.#open.has(id)) return;
        started = true;
        this.#post({ type: START, id }, [port2]);
        watch.start();
      },
      (error: unknown) => fail('not-loaded', messageOf(error).message),
    );
    return {
      send: (message, more = []) => port.postMessage(message, more),
      terminate: () => {
        if (!close() || !started) return;
        this.#post({ type: TERMINATE, id });
        void this.#expect(`${TERMINATED} ${id}`);
      },
    };
  }

  dispose(): void {
    this.#discard('crashed', 'The page has closed its sandbox.');
  }

  #post(message: { readonly type: string; readonly id?: number }, transfer: Transferable[] = []): void {
    // The frame's origin is opaque: no address names it.
    this.#iframe?.contentWindow?.postMessage(message, '*', transfer);
  }

  #load(): Promise<void> {
    this.#ready ??= this.#openFrame((this.#opening = new AbortController()).signal);
    return this.#ready;
  }

  async #openFrame(signal: AbortSignal): Promise<void> {
    try {
      const iframe = await openFrame(this.#url, signal);
      if (signal.aborted) iframe.remove();
      signal.throwIfAborted();
      addEventListener('message', this.#hear);
      this.#iframe = iframe;
      // Nothing of the reader's can lead the frame elsewhere; should anything else do so, it is a frame no more.
      iframe.onload = () => this.#discard('crashed', 'The frame was led elsewhere.');
    } catch (error) {
      if (!signal.aborted) this.#discard('not-loaded', messageOf(error).message);
      throw error;
    }
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (!this.#iframe || event.source !== this.#iframe.contentWindow) return;
    const { type, id, message } = (event.data ?? {}) as { type?: unknown; id?: unknown; message?: unknown };
    if (type === FAILED && typeof id === 'number') this.#open.get(id)?.gone('crashed', String(message).slice(0, 500));
    const key = id === undefined ? String(type) : `${String(type)} ${String(id)}`;
    this.#answers.get(key)?.();
  };

  /**
   * Without this answer in good time the frame is taken for dead: its process may have run out of memory. A machine that
   * slept, or a page that was busy, is no sign of that: time counts only where the page could look.
   */
  #expect(key: string): Promise<void> {
    return new Promise((resolve) => {
      let looks = 0;
      const timer = setInterval(() => {
        if (++looks === LOOKS) this.#discard('crashed', 'The frame did not answer.');
      }, LOOK_EVERY);
      this.#answers.set(key, () => {
        clearInterval(timer);
        this.#answers.delete(key);
        resolve();
      });
    });
  }

  #checking = false;
  async #checkAlive(): Promise<void> {
    if (this.#checking) return;
    this.#checking = true;
    const id = this.#next++;
    this.#post({ type: PING, id });
    await this.#expect(`${PONG} ${id}`);
    this.#checking = false;
  }

  #discard(because: 'not-loaded' | 'crashed', detail: string): void {
    removeEventListener('message', this.#hear);
    this.#opening.abort();
    this.#iframe?.remove();
    this.#iframe = null;
    this.#ready = null;
    // Nothing that waited for this frame may end the next one.
    for (const settle of [...this.#answers.values()]) settle();
    for (const { gone } of [...this.#open.values()]) gone(because, detail);
  }
}
