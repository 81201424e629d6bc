import type { ExecutionEnd, ExecutionHandle, ExecutionRequest } from './contract.ts';
import type { FromWorker } from './protocol.ts';
import { ReaderWorker, type SandboxHost } from './reader-worker.ts';

/** One run of a reader's program, in a fresh worker, from compiling to its end. */
class Execution {
  readonly end: Promise<ExecutionEnd>;
  readonly #request: ExecutionRequest;
  readonly #worker: ReaderWorker;
  #resolve: ((end: ExecutionEnd) => void) | null = null;

  constructor(request: ExecutionRequest, host: SandboxHost) {
    const { code, check, images } = request;
    const [seed] = crypto.getRandomValues(new Uint32Array(1)) as unknown as [number];
    this.#request = request;
    this.end = new Promise((resolve) => (this.#resolve = resolve));
    this.#worker = new ReaderWorker(
      { type: 'run', code, seed, ...(check === undefined ? {} : { check }) },
      { ...host, ...(images === undefined ? {} : { images }) },
      {
        message: (message) => this.#hear(message),
        failed: (error) => this.finish({ outcome: 'error', error }),
        unresponsive: (seconds) => this.#request.onUnresponsive?.(seconds),
      },
    );
  }

  /** The first end counts; nothing that comes later changes it. */
  finish(end: ExecutionEnd): void {
    if (!this.#resolve) return;
    this.#worker.end();
    this.#resolve(end);
    this.#resolve = null;
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'shown':
        for (const shown of message.items) this.#request.onShown(shown);
        return;
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
export function startExecution(request: ExecutionRequest, host: SandboxHost): ExecutionHandle {
  const run = new Execution(request, host);
  return { end: run.end, stop: () => run.finish({ outcome: 'stopped' }) };
}
