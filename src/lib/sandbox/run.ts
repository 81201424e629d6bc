import type { EngineClient, ReaderMessage } from '../engine/contract.ts';
import { compile, compileCheck } from './compile.ts';
import type { RunEnd, RunHandle, RunRequest } from './contract.ts';
import type { SandboxFrame, SandboxWorker, WorkerListener } from './frame.ts';
import { LabRequests } from './lab-requests.ts';
import { messageOf } from './message-of.ts';
import type { FromWorker } from './protocol.ts';
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

/** Why there is no worker any more, in the reader's words. */
export const failureOf = (because: Parameters<WorkerListener['failed']>[0]): ReaderMessage => failures[because];

/** One run of a reader's program, in a fresh worker, from compiling to its end. */
class Run {
  readonly end: Promise<RunEnd>;
  readonly #request: RunRequest;
  readonly #frame: SandboxFrame;
  readonly #requests: LabRequests;
  #worker: SandboxWorker | null = null;
  #resolve: ((end: RunEnd) => void) | null = null;

  constructor(request: RunRequest, frame: SandboxFrame, client: () => Promise<EngineClient>) {
    this.#request = request;
    this.#frame = frame;
    this.#requests = new LabRequests(client, () => this.#worker!);
    this.end = new Promise((resolve) => (this.#resolve = resolve));
    this.#start().catch((error: unknown) =>
      this.finish({ outcome: 'error', error: { message: `Your code could not be started: ${String(error)}` } }),
    );
  }

  /** The first end counts; nothing that comes later changes it. */
  finish(end: RunEnd): void {
    if (!this.#resolve) return;
    this.#worker?.terminate();
    this.#requests.dispose();
    this.#resolve(end);
    this.#resolve = null;
  }

  async #start(): Promise<void> {
    const { code, check } = this.#request;
    const [reader, judging] = await Promise.all([compile(code), check === undefined ? undefined : compileCheck(check)]);
    if (!this.#resolve) return;
    if ('error' in reader) return this.finish({ outcome: 'error', error: reader.error });
    if (judging && 'error' in judging) {
      return this.finish({
        outcome: 'error',
        error: { message: `This exercise's check cannot be read: ${judging.error.message}` },
      });
    }
    const tensorFlow =
      reader.usesTensorFlow || judging?.usesTensorFlow
        ? await loadTensorFlow(this.#request.onShown).catch(messageOf)
        : undefined;
    if (!this.#resolve) return;
    if (tensorFlow && 'message' in tensorFlow) return this.finish({ outcome: 'error', error: tensorFlow });
    const [seed] = crypto.getRandomValues(new Uint32Array(1)) as unknown as [number];
    this.#worker = this.#frame.start(
      {
        type: 'run',
        code: reader.code,
        seed,
        ...(judging ? { check: judging.code } : {}),
        ...(tensorFlow ? { tensorFlow } : {}),
      },
      {
        message: (message) => this.#hear(message),
        failed: (because) => this.finish({ outcome: 'error', error: failureOf(because) }),
        unresponsive: (seconds) => this.#request.onUnresponsive?.(seconds),
      },
    );
  }

  #hear(message: FromWorker): void {
    if (!this.#resolve) return;
    switch (message.type) {
      case 'shown':
        for (const shown of message.items) this.#request.onShown(shown);
        return;
      case 'request':
        return this.#requests.answer(message.id, message.request);
      case 'error':
        return this.finish({ outcome: 'error', error: message.error });
      case 'done': {
        const { milliseconds, verdict } = message;
        // A verdict counts only where a check was asked for.
        return this.finish({
          outcome: 'done',
          milliseconds,
          ...(verdict && this.#request.check !== undefined ? { verdict } : {}),
        });
      }
      default:
        return; // a message of training: not for a run
    }
  }
}

/** Compiles and runs a reader's program; `stop` ends it at once. */
export function startRun(request: RunRequest, frame: SandboxFrame, client: () => Promise<EngineClient>): RunHandle {
  const run = new Run(request, frame, client);
  return { end: run.end, stop: () => run.finish({ outcome: 'stopped' }) };
}
