import type { DigitSet, DigitSetName } from '../data/contract.ts';
import type { DataSetId } from '../data/data-sets.ts';
import type {
  DigitRequest,
  EngineAvailability,
  EngineClient,
  EngineChoice,
  EngineState,
  Evaluation,
  NetworkSpecification,
  TrainingSession,
  TrainingSettings,
  WeightTensor,
  WhichImages,
} from './contract.ts';
import { placesHere } from './places.ts';
import { EnginePool } from './pool.ts';
import { Heartbeat } from './worker/heartbeat.ts';
import { RemoteSession } from './worker/remote-session.ts';
import type { Ask, FromWorker, Line, RequestKind, Requests, SessionCommand, ToWorker } from './worker/protocol.ts';
import { received } from './worker/sent-error.ts';

/** A line to a fresh worker. */
export interface Connection extends Line {
  close(): void;
  /** Whether the worker is there; undefined, and absent, where the browser cannot tell. */
  isThere?(): Promise<boolean | undefined>;
}

export interface EngineClientOptions {
  /** Address of the folder in which the folders of the data sets lie; ends with a slash. */
  readonly dataBase: string;
  /** Opens a line to a new worker; it calls `onLost` when that worker cannot go on. */
  readonly connect: (onLost: (why: string) => void) => Connection;
  /** Told when the last session is disposed of. */
  readonly onRest?: () => void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: DigitRequest['onProgress'];
  readonly ask: Ask;
  /** In the second worker, after the first ended without a word. */
  again?: true;
}

const named = ({ data }: DigitRequest = {}): Pick<DigitRequest, 'data'> => (data ? { data } : {});

/** The page's side of the worker that holds data and engines. The worker starts with the first question. */
export class WorkerEngineClient implements EngineClient {
  readonly #options: EngineClientOptions;
  readonly #sessions = new Map<number, RemoteSession>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #heartbeat = new Heartbeat({
    ask: () => this.#connection?.postMessage({ type: 'there?' } satisfies ToWorker, []),
    isThere: async () => this.#connection?.isThere?.(),
    mustStop: () => [...this.#sessions.values()].some(({ mustStop }) => mustStop),
    onGone: () => this.#vanish(),
    onUnheard: () => this.#beginAnew(),
  });
  #connection: Connection | undefined;
  /** What a worker was sent that was not heard yet. */
  #sent: ToWorker[] | undefined;
  #lastId = 0;

  constructor(options: EngineClientOptions) {
    this.#options = options;
  }

  /** Those that are not disposed of. */
  get sessions(): number {
    return this.#sessions.size;
  }

  available(): Promise<readonly EngineAvailability[]> {
    return this.#ask('available', { kind: 'available' });
  }

  createSession(engine: EngineChoice, settings: TrainingSettings, from?: EngineState): TrainingSession {
    const id = ++this.#lastId;
    const session = new RemoteSession(settings, from, (command) => this.#command(id, engine, settings, command));
    this.#sessions.set(id, session);
    this.#open(id, engine, settings, session);
    return session;
  }

  prepare(what: 'code' | 'images', data?: DataSetId): void {
    this.#send({ type: 'prepare', what, ...(data ? { data } : {}) });
  }

  digits(set: DigitSetName, from: number, to: number, options?: DigitRequest): Promise<DigitSet> {
    return this.#ask('digits', { kind: 'digits', set, from, to, ...named(options) }, options);
  }

  labels(set: DigitSetName, options?: DigitRequest): Promise<Uint8Array<ArrayBuffer>> {
    return this.#ask('labels', { kind: 'labels', set, ...named(options) }, options);
  }

  evaluate(
    specification: NetworkSpecification,
    weights: readonly WeightTensor[],
    set: DigitSetName,
    options?: DigitRequest,
  ): Promise<Evaluation> {
    return this.#ask('evaluate', { kind: 'evaluate', specification, weights, set }, options);
  }

  outputs(
    specification: NetworkSpecification,
    weights: readonly WeightTensor[],
    which: WhichImages,
    options?: DigitRequest,
  ): Promise<Float32Array<ArrayBuffer>> {
    return this.#ask('outputs', { kind: 'outputs', specification, weights, which }, options);
  }

  dispose(): void {
    this.#connection?.close();
    this.#connection = undefined;
    this.#sessions.clear();
    for (const { reject } of this.#waiting.values())
      reject(new DOMException('The engine client was disposed.', 'AbortError'));
    this.#waiting.clear();
    this.#heartbeat.beat(false);
  }

  #ask<Kind extends RequestKind>(
    _kind: Kind,
    ask: Ask & { kind: Kind },
    { signal, onProgress }: DigitRequest = {},
  ): Promise<Requests[Kind]['answer']> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = ++this.#lastId;
    return new Promise<Requests[Kind]['answer']>((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.delete(id);
        this.#send({ type: 'cancel', id });
        reject(signal?.reason);
      };
      const done = (): void => signal?.removeEventListener('abort', onAbort);
      this.#waiting.set(id, {
        resolve: (value: Requests[Kind]['answer']) => {
          done();
          resolve(value);
        },
        reject: (error) => {
          done();
          reject(error);
        },
        onProgress,
        ask,
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#send({ type: 'request', id, ask });
    });
  }

  #open(id: number, engine: EngineChoice, settings: TrainingSettings, session: RemoteSession): void {
    session.opened = true;
    this.#send({ type: 'createSession', id, engine, settings, ...(session.from ? { from: session.from } : {}) });
  }

  #command(id: number, engine: EngineChoice, settings: TrainingSettings, command: SessionCommand): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    if (command.do === 'dispose') {
      this.#sessions.delete(id);
      if (session.opened) this.#send({ type: 'command', id, command });
      if (this.#sessions.size === 0) this.#options.onRest?.();
      return;
    }
    if (!session.opened) this.#open(id, engine, settings, session);
    this.#send({ type: 'command', id, command });
  }

  #send(message: ToWorker): void {
    if (!this.#connection) {
      let lost = false;
      const connection = this.#options.connect((why) => {
        if (lost) return;
        lost = true;
        this.#lose(connection, why);
      });
      this.#connection = connection;
      this.#sent = [];
      this.#heartbeat.startAfresh();
      connection.addEventListener('message', (event: MessageEvent<FromWorker>) => this.#receive(event.data));
      connection.postMessage({ type: 'open', dataBase: this.#options.dataBase } satisfies ToWorker, []);
    }
    this.#connection.postMessage(message, []);
    this.#sent?.push(message);
    this.#lookAfter();
  }

  /** Listens for the worker's heart while it has something to do. */
  #lookAfter(): void {
    this.#heartbeat.beat(this.#waiting.size > 0 || [...this.#sessions.values()].some(({ isAtWork }) => isAtWork));
  }

  #receive(message: FromWorker): void {
    this.#heartbeat.heard();
    this.#sent = undefined;
    if (message.type === 'there' || message.type === 'named') return;
    if (message.type === 'event') {
      this.#sessions.get(message.id)?.receive(message.event);
      if (message.event.type === 'state') this.#lookAfter();
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (message.type === 'progress') {
      waiting?.onProgress?.(message.progress);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.value as never);
    else waiting?.reject(received(message.error));
    this.#lookAfter();
  }

  #lose(connection: Connection, why: string): void {
    if (this.#connection !== connection) return;
    connection.close();
    this.#connection = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(`The engine's worker ${why}.`));
    for (const session of this.#sessions.values()) session.lose(why);
    this.#lookAfter();
  }

  /** The worker never began: another is sent all that it was sent. */
  #beginAnew(): void {
    const sent = this.#sent ?? [];
    this.#connection?.close();
    this.#connection = undefined;
    for (const message of sent) this.#send(message);
  }

  /** The worker is gone without a word: another takes over what was under way. */
  #vanish(): void {
    this.#connection?.close();
    this.#connection = undefined;
    for (const [id, waiting] of [...this.#waiting]) {
      if (waiting.again) {
        this.#waiting.delete(id);
        waiting.reject(new Error("The engine's worker ended without a word."));
      } else {
        waiting.again = true;
        this.#send({ type: 'request', id, ask: waiting.ask });
      }
    }
    for (const session of [...this.#sessions.values()]) session.vanish();
    this.#lookAfter();
  }
}

function connectToWorker(onLost: (why: string) => void): Connection {
  const name = `engines ${crypto.getRandomValues(new Uint32Array(2)).join('')}`;
  const worker = new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module', name });
  let isNamed = false;
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => (isNamed ||= data.type === 'named'));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onLost(event.message ? `broke off: ${event.message}` : 'could not be loaded');
  });
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    addEventListener: (type, listener) => worker.addEventListener(type, listener),
    close: () => worker.terminate(),
    async isThere() {
      if (!isNamed) return undefined;
      return (await navigator.locks.query()).held?.some((lock) => lock.name === name);
    },
  };
}

let shared: EngineClient | undefined;

/** The page's one engine client. `<html data-root>` leads from the page to the root of the site. */
export function getEngineClient(): EngineClient {
  const root = document.documentElement.dataset['root'] ?? './';
  const dataBase = new URL(`${root}data/`, document.baseURI).href;
  shared ??= new EnginePool({
    places: placesHere().runs,
    open: (onRest) => new WorkerEngineClient({ dataBase, connect: connectToWorker, onRest }),
  });
  return shared;
}
