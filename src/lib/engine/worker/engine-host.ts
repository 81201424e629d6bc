import type { DigitSet } from '../../data/contract.ts';
import { pixelsOf } from '../../data/data-sets.ts';
import { openFileCache } from '../../data/file-cache.ts';
import { ImageStores, type FindOwn, type ImageStoresOptions } from '../../data/image-store.ts';
import type { TaskRequest } from '../../data/shared-task.ts';
import { multiplicationsOf } from '../../nn/shapes.ts';
import { buffersOfState } from '../../nn/training-state.ts';
import { availableEngines } from '../available-engines.ts';
import type { Evaluation, SessionEvent } from '../contract.ts';
import { createEngine, fetchEngines } from '../create-engine.ts';
import { ReferenceEngine } from '../reference/reference-engine.ts';
import { EngineSession } from '../session/engine-session.ts';
import { say } from '../session/messages.ts';
import type { SessionHost } from '../session/session-host.ts';
import type { Ask, FromWorker, Line, Requests, SessionCommand, ToWorker } from './protocol.ts';
import { Outputs } from './outputs.ts';
import { sendable } from './sent-error.ts';

/** Multiplications an image from which on scoring is not left to the reference engine: 10,000 images would take it over ten seconds. */
const LARGE = 2e6;

const findOwn: FindOwn = async (own) => (await import('../../data/own-store.ts')).ownStore().find(own);

type Answer = Requests[keyof Requests]['answer'];

/** The worker's side: holds the data and the sessions, and answers the page. */
export class EngineHost {
  readonly #line: Line;
  readonly #storeOptions: Omit<ImageStoresOptions, 'base'>;
  readonly #sessions = new Map<number, EngineSession>();
  readonly #requests = new Map<number, AbortController>();
  readonly #outputs = new Outputs(() => this.#host);
  #opened: SessionHost | undefined;
  #cacheFull = false;

  constructor(line: Line, storeOptions: Omit<ImageStoresOptions, 'base'> = { cache: openFileCache(), findOwn }) {
    this.#line = line;
    this.#storeOptions = storeOptions;
    line.addEventListener('message', (event: MessageEvent<ToWorker>) => this.#receive(event.data));
  }

  get #host(): SessionHost {
    if (!this.#opened) throw new Error('engine worker: expected the message "open" first');
    return this.#opened;
  }

  #receive(message: ToWorker): void {
    switch (message.type) {
      case 'open': {
        const stores = new ImageStores({
          ...this.#storeOptions,
          base: new URL(message.dataBase),
          onCacheFull: () => this.#tellCacheFull(),
        });
        this.#opened = { storeOf: (data) => stores.of(data), createEngine };
        break;
      }
      case 'there?':
        this.#send({ type: 'there' });
        break;
      case 'prepare':
        void this.#prepare(message).catch(() => undefined); // whoever needs it hears of it
        break;
      case 'createSession':
        this.#createSession(message);
        break;
      case 'command':
        this.#command(message.id, message.command);
        break;
      case 'request':
        void this.#answer(message.id, message.ask);
        break;
      case 'cancel':
        this.#requests.get(message.id)?.abort();
        break;
    }
  }

  async #prepare({ what, data }: Extract<ToWorker, { type: 'prepare' }>): Promise<void> {
    const images = what === 'images' ? this.#host.storeOf(data).loadKept() : undefined;
    await Promise.all([fetchEngines(), images]);
  }

  #createSession({ id, engine, settings, from }: Extract<ToWorker, { type: 'createSession' }>): void {
    const session = new EngineSession(engine, settings, this.#host, from);
    this.#sessions.set(id, session);
    session.subscribe((event) => this.#send({ type: 'event', id, event }, buffersOf(event)));
    if (this.#cacheFull) session.notice(say.cacheFull());
  }

  #command(id: number, command: SessionCommand): void {
    const session = this.#sessions.get(id);
    if (!session) return;
    if (command.do === 'step') session.step(command.images);
    else session[command.do]();
    if (command.do === 'dispose') this.#sessions.delete(id);
  }

  #tellCacheFull(): void {
    this.#cacheFull = true;
    for (const session of this.#sessions.values()) session.notice(say.cacheFull());
  }

  async #answer(id: number, ask: Ask): Promise<void> {
    const controller = new AbortController();
    this.#requests.set(id, controller);
    try {
      const value = await this.#perform(ask, {
        signal: controller.signal,
        onProgress: (progress) => this.#send({ type: 'progress', id, progress }),
      });
      this.#send(
        { type: 'answer', id, value },
        ask.kind === 'available' || ask.kind === 'evaluate' ? [] : buffersOf(value),
      );
    } catch (error) {
      if (!controller.signal.aborted) this.#send({ type: 'refused', id, error: sendable(error) });
    } finally {
      this.#requests.delete(id);
    }
  }

  async #perform(ask: Ask, request: TaskRequest & { signal: AbortSignal }): Promise<Answer> {
    switch (ask.kind) {
      case 'available':
        return availableEngines();
      case 'labels':
        return (await this.#host.storeOf(ask.data).labels(ask.set, request)).slice();
      case 'digits':
        return this.#copyDigits(ask, request);
      case 'evaluate':
        return this.#evaluate(ask, request);
      case 'outputs':
        return this.#outputs.of(ask, request);
    }
  }

  async #copyDigits({ set, from, to, data }: Requests['digits']['ask'], request: TaskRequest): Promise<DigitSet> {
    const store = this.#host.storeOf(data);
    await store.load(set, from, to, request);
    const { images, labels } = store.digits(set);
    const pixels = pixelsOf(store.dataSet);
    return {
      count: to - from,
      images: images.slice(from * pixels, to * pixels),
      labels: labels.slice(from, to),
    };
  }

  async #evaluate(
    { specification, weights, set }: Requests['evaluate']['ask'],
    request: TaskRequest & { signal: AbortSignal },
  ): Promise<Evaluation> {
    const store = this.#host.storeOf(specification.data);
    const digits = store.digits(set);
    await store.load(set, 0, digits.count, request);
    const isLarge = multiplicationsOf(specification) > LARGE;
    const engine = isLarge
      ? (await this.#host.createEngine('simd', specification)).engine
      : new ReferenceEngine(specification);
    try {
      await engine.loadWeights(weights, 0);
      return await engine.evaluate(digits, request.signal);
    } finally {
      engine.dispose();
    }
  }

  #send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
    this.#line.postMessage(message, transfer);
  }
}

/** The buffers of what is sent, all copies made for sending, which go over without being copied again. */
function buffersOf(sent: SessionEvent | Answer): ArrayBuffer[] {
  if (sent instanceof Uint8Array || sent instanceof Float32Array) return [sent.buffer];
  if ('images' in sent) return [sent.images.buffer, sent.labels.buffer];
  if (!('type' in sent)) return [];
  if (sent.type === 'checkpoint') return buffersOfState(sent.state);
  return sent.type === 'weights' ? sent.weights.map(({ values }) => values.buffer) : [];
}
