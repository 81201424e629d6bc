import type { EngineClient, ReaderMessage } from '../engine/contract.ts';
import { compile, compileCheck } from './compile.ts';
import type { SandboxFrame, SandboxWorker, WorkerListener } from './frame.ts';
import { LabRequests } from './lab-requests.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker, Program, ToWorker } from './protocol.ts';
import { loadTensorFlow } from './tensorflow/load.ts';

const failures: Readonly<Record<Parameters<WorkerListener['failed']>[0], ReaderMessage>> = {
  'not-loaded': {
    message: 'The sandbox could not be loaded, so your code did not run.',
    remedy: 'Check the connection, then run it again.',
  },
  crashed: {
    message: 'The browser ended your code. It may have used up the memory.',
    remedy: 'Make its arrays smaller, then run it again.',
  },
  flood: {
    message: 'Your code sent more than the page can take, so it was stopped.',
    remedy: 'Show less, then run it again.',
  },
};

/** What readers' code is started with: where it runs, and whose data and engines answer what it asks. */
export interface SandboxHost {
  readonly frame: Pick<SandboxFrame, 'start'>;
  readonly client: () => Promise<EngineClient>;
  /** At most so many images come for anything that is asked for; all that there are unless told. */
  readonly images?: number;
}

/** How a worker speaks to what started it. Nothing comes after `end` or `failed`. */
export interface ReaderWorkerListener {
  /** The worker is there. */
  started?(): void;
  /** What it says, except for what it asks for. */
  message(message: FromWorker): void;
  /** Called about once a second while it does not answer; 0 when it does again. */
  unresponsive?(seconds: number): void;
  /** It is of no use any more, or never came to be. `retryable`: the same code may do better another time. */
  failed(message: ReaderMessage, retryable: boolean): void;
}

/** A fresh worker of the sandbox for a reader's program, from compiling to its end: the one way to start one. */
export class ReaderWorker {
  readonly #host: SandboxHost;
  readonly #listener: ReaderWorkerListener;
  readonly #requests: LabRequests;
  #worker: SandboxWorker | null = null;
  #ended = false;

  /** `program` as it is written, in TypeScript; what is in `transfer` goes over without a copy. */
  constructor(program: Program, host: SandboxHost, listener: ReaderWorkerListener, transfer: Transferable[] = []) {
    this.#host = host;
    this.#listener = listener;
    this.#requests = new LabRequests(host.client, () => this.#worker!, host.images);
    this.#start(program, transfer).catch((error: unknown) =>
      this.#fail({ ...messageOf(error), message: `Your code could not be started: ${messageOf(error).message}` }, true),
    );
  }

  /** Whether the worker is there: until then the reader's program is being compiled. */
  get isThere(): boolean {
    return this.#worker !== null;
  }

  send(message: ToWorker, transfer?: Transferable[]): void {
    this.#worker?.send(message, transfer);
  }

  /** Ends it at once, whatever it does, and all that it waits for. */
  end(): void {
    this.#ended = true;
    this.#requests.dispose();
    this.#worker?.terminate();
  }

  async #start(program: Program, transfer: Transferable[]): Promise<void> {
    const check = program.type === 'run' ? program.check : undefined;
    const [reader, judging] = await Promise.all([
      compile(program.code),
      check === undefined ? undefined : compileCheck(check),
    ]);
    if (this.#ended) return;
    if ('error' in reader) return this.#fail(reader.error, false);
    if (judging && 'error' in judging)
      return this.#fail({ message: `This exercise's check cannot be read: ${judging.error.message}` }, false);
    const tensorFlow =
      reader.usesTensorFlow || judging?.usesTensorFlow
        ? await loadTensorFlow((shown) => this.#listener.message({ type: 'shown', items: [shown] })).catch(messageOf)
        : undefined;
    if (this.#ended) return;
    if (tensorFlow && 'message' in tensorFlow) return this.#fail(tensorFlow, true);
    this.#worker = this.#host.frame.start(
      {
        ...program,
        code: reader.code,
        ...(judging ? { check: judging.code } : {}),
        ...(tensorFlow ? { tensorFlow } : {}),
      },
      {
        message: (message) => this.#hear(message),
        failed: (because) => this.#fail(failures[because], true),
        unresponsive: (seconds) => this.#listener.unresponsive?.(seconds),
      },
      transfer,
    );
    this.#listener.started?.();
  }

  #hear(message: FromWorker): void {
    if (this.#ended) return;
    if (message.type === 'request') this.#requests.answer(message.id, message.request);
    else this.#listener.message(message);
  }

  #fail(message: ReaderMessage, retryable: boolean): void {
    if (!this.#ended) this.#listener.failed(message, retryable);
  }
}
