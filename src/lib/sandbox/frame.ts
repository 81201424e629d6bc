import { FAILED, PING, PONG, READY, START, TERMINATE, TERMINATED } from './frame-messages.ts';
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

const LOAD_TIME = 15_000; // milliseconds for sandbox.html
const ANSWER_TIME = 3000; // milliseconds for the frame, which has nothing else to do
const BEAT = 500; // milliseconds between signs of life
const SILENCE = 2000; // milliseconds without one that are worth saying
const MESSAGES_PER_SECOND = 1000; // the runtime sends about fifty

/** `sandbox.html` in a hidden frame that may run scripts and nothing else; readers' code runs in its workers. */
export class SandboxFrame {
  readonly #url: string;
  readonly #open = new Map<number, { readonly port: MessagePort; readonly gone: (because: 'not-loaded' | 'crashed', detail: string) => void }>();
  #iframe: HTMLIFrameElement | null = null;
  #ready: Promise<void> | null = null;
  #next = 0;
  #answers = new Map<string, () => void>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Starts a fresh worker with this program. */
  start(program: Program, listener: WorkerListener, transfer: Transferable[] = []): SandboxWorker {
    const id = this.#next++;
    const { port1: port, port2 } = new MessageChannel();
    const beat = new Beat(port, (seconds) => {
      listener.unresponsive?.(seconds);
      void this.#checkAlive();
    });
    const close = (): boolean => {
      beat.stop();
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
      if (message.type === 'pong') beat.answered(message.count);
      else listener.message(message);
    };
    port.postMessage(program, transfer);
    this.#load().then(
      () => {
        if (!this.#open.has(id)) return;
        this.#post({ type: START, id }, [port2]);
        beat.start();
      },
      (error: unknown) => fail('not-loaded', error instanceof Error ? error.message : String(error)),
    );
    return {
      send: (message, more = []) => port.postMessage(message, more),
      terminate: () => {
        if (!close()) return;
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
    this.#ready ??= new Promise((resolve, reject) => {
      const iframe = document.createElement('iframe');
      // Never allow-same-origin beside allow-scripts: together they undo each other.
      iframe.setAttribute('sandbox', 'allow-scripts');
      iframe.title = 'Sandbox in which your code runs';
      iframe.hidden = true;
      iframe.tabIndex = -1;
      iframe.src = this.#url;
      // Nothing of the reader's can lead the frame elsewhere; should anything else do so, it is a frame no more.
      let loads = 0;
      iframe.onload = () => {
        if (++loads > 1) this.#discard('crashed', 'The frame was led elsewhere.');
      };
      this.#iframe = iframe;
      addEventListener('message', this.#hear);
      const timer = setTimeout(() => {
        reject(new Error('The sandbox could not be loaded.'));
        this.#discard('not-loaded', 'sandbox.html did not answer.');
      }, LOAD_TIME);
      this.#answers.set(READY, () => {
        clearTimeout(timer);
        resolve();
      });
      document.body.append(iframe);
    });
    return this.#ready;
  }

  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (!this.#iframe || event.source !== this.#iframe.contentWindow) return;
    const { type, id, message } = (event.data ?? {}) as { type?: unknown; id?: unknown; message?: unknown };
    if (type === FAILED && typeof id === 'number') this.#open.get(id)?.gone('crashed', String(message).slice(0, 500));
    const key = id === undefined ? String(type) : `${String(type)} ${String(id)}`;
    this.#answers.get(key)?.();
    this.#answers.delete(key);
  };

  /** Without this answer in good time the frame is taken for dead: its process may have run out of memory. */
  #expect(key: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#answers.delete(key);
        this.#discard('crashed', 'The frame did not answer.');
        resolve();
      }, ANSWER_TIME);
      this.#answers.set(key, () => {
        clearTimeout(timer);
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
    this.#iframe?.remove();
    this.#iframe = null;
    this.#ready = null;
    this.#answers.clear();
    for (const { gone } of [...this.#open.values()]) gone(because, detail);
  }
}

/** Asks a worker for signs of life, and says how long there was none. */
class Beat {
  readonly #port: MessagePort;
  readonly #onSilence: (seconds: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #count = 0;
  #askedAt = 0;
  #waiting = false;
  #said = 0;

  constructor(port: MessagePort, onSilence: (seconds: number) => void) {
    this.#port = port;
    this.#onSilence = onSilence;
  }

  start(): void {
    this.#ask();
    this.#timer = setInterval(() => {
      if (!this.#waiting) return this.#ask();
      const silence = performance.now() - this.#askedAt;
      if (silence < SILENCE || silence - this.#said < 1000) return;
      this.#said = silence;
      this.#onSilence(silence / 1000);
    }, BEAT);
  }

  answered(count: number): void {
    if (count === this.#count) this.#waiting = false;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #ask(): void {
    this.#waiting = true;
    this.#said = 0;
    this.#askedAt = performance.now();
    this.#port.postMessage({ type: 'ping', count: ++this.#count } satisfies ToWorker);
  }
}

/** Notices a worker that sends more than the page can take. */
class Flood {
  #since = 0;
  #messages = 0;

  /** Counts a message; true when there were too many within a second. */
  count(): boolean {
    const now = performance.now();
    if (now - this.#since > 1000) {
      this.#since = now;
      this.#messages = 0;
    }
    return ++this.#messages > MESSAGES_PER_SECOND;
  }
}
