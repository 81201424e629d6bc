import type { EngineClient, Evaluation, NetworkSpecification, WeightTensor } from '../engine/contract.ts';

export interface ScoresListener {
  scored(imagesSeen: number, evaluation: Evaluation, weights: readonly WeightTensor[]): void;
  /** The test images could not be had. What is waiting is scored after `retry`. */
  failed(error: unknown): void;
}

/**
 * Scores weights on the test images, by the page's own engine: outside of the sandbox, where no code of the
 * reader's can touch the result. One after the other, each count once, while training goes on.
 */
export class Scores {
  readonly #client: () => Promise<EngineClient>;
  readonly #specification: NetworkSpecification;
  readonly #listener: ScoresListener;
  #waiting: { readonly imagesSeen: number; readonly weights: readonly WeightTensor[] }[] = [];
  #known = new Set<number>();
  #working: Promise<void> | null = null;

  constructor(client: () => Promise<EngineClient>, specification: NetworkSpecification, listener: ScoresListener) {
    this.#client = client;
    this.#specification = specification;
    this.#listener = listener;
  }

  add(imagesSeen: number, weights: readonly WeightTensor[]): void {
    if (this.#known.has(imagesSeen)) return;
    this.#known.add(imagesSeen);
    this.#waiting.push({ imagesSeen, weights });
    this.retry();
  }

  /** Goes on with what waits. */
  retry(): void {
    if (this.#working || this.#waiting.length === 0) return;
    const working = this.#work().finally(() => {
      if (this.#working === working) this.#working = null;
    });
    this.#working = working;
  }

  /** Resolves when nothing is being scored any more. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** True while nothing waits to be scored: not for images that could not be had, either. */
  get areIn(): boolean {
    return this.#waiting.length === 0;
  }

  /** Forgets what waits and what was scored: the run begins anew. */
  clear(): void {
    this.#waiting = [];
    this.#known = new Set();
    this.#working = null;
  }

  async #work(): Promise<void> {
    const known = this.#known; // another set means that `clear` was called
    try {
      const client = await this.#client();
      if (this.#known !== known) return;
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        const evaluation = await client.evaluate(this.#specification, next.weights, 'test');
        if (this.#known !== known) return;
        this.#waiting.shift();
        this.#listener.scored(next.imagesSeen, evaluation, next.weights);
      }
    } catch (error) {
      if (this.#known === known) this.#listener.failed(error);
    }
  }
}
