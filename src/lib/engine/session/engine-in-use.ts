import { memoriesOf } from '../../nn/optimizers.ts';
import { allFinite } from '../../nn/tensor.ts';
import type { Engine, EngineChoice, NetworkSpecification, WeightTensor } from '../contract.ts';
import type { CreatedEngine } from '../create-engine.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { say } from './messages.ts';
import type { Reports } from './reports.ts';

const WEIGHTS_MILLISECONDS = 100;

export type CreateEngine = (name: EngineChoice, specification: NetworkSpecification) => Promise<CreatedEngine>;

/** Weights as they were after so many images. */
export interface Snapshot {
  readonly weights: readonly WeightTensor[];
  readonly imagesSeen: number;
}

/** Copies, for whoever may transfer or change what they get. */
const copyOf = (weights: readonly WeightTensor[]): WeightTensor[] => weights.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));

/** The engine of a run, the weights that it last showed, and the engine that takes over when it is lost. */
export class EngineInUse {
  readonly #specification: NetworkSpecification;
  readonly #createEngine: CreateEngine;
  readonly #reports: Reports;
  #engine: Engine | undefined;
  /** The last weights read back that were all finite numbers. */
  #lastGood: Snapshot | undefined;
  /** The weights that the page last saw, and when. */
  #shown = { imagesSeen: -1, at: 0 };

  constructor(specification: NetworkSpecification, createEngine: CreateEngine, reports: Reports) {
    this.#specification = specification;
    this.#createEngine = createEngine;
    this.#reports = reports;
  }

  /** Nothing before the first run with an engine that must be fetched. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  get imagesSeen(): number {
    return this.#engine?.imagesSeen ?? 0;
  }

  get lastGood(): Snapshot | undefined {
    return this.#lastGood;
  }

  /** True when its optimizer remembers something from step to step, which is lost when weights are loaded. */
  get optimizerRemembers(): boolean {
    return memoriesOf(this.#specification.optimizer) > 0;
  }

  use({ engine, because, timed }: CreatedEngine): void {
    this.#engine = engine;
    this.#reports.emit({ type: 'engine', engine: engine.name, ...(because === undefined ? {} : { because }), ...(timed ? { timed } : {}) });
  }

  async start(name: EngineChoice): Promise<void> {
    this.use(await this.#createEngine(name, this.#specification));
  }

  /** True ten times a second. */
  showIsDue(now: number): boolean {
    return now - this.#shown.at >= WEIGHTS_MILLISECONDS;
  }

  /** Shows the page the present weights, unless it has them. False if they are no longer finite. */
  async show(): Promise<boolean> {
    const engine = this.#engine;
    if (!engine || engine.imagesSeen === this.#shown.imagesSeen) return true;
    const snapshot: Snapshot = { weights: await engine.readWeights(), imagesSeen: engine.imagesSeen };
    if (!allFinite(snapshot.weights)) return false;
    this.keep(snapshot);
    return true;
  }

  /** Remembers good weights and shows them. */
  keep(snapshot: Snapshot): void {
    this.#lastGood = snapshot;
    this.#shown = { imagesSeen: snapshot.imagesSeen, at: performance.now() };
    this.#reports.emit({ type: 'weights', imagesSeen: snapshot.imagesSeen, weights: copyOf(snapshot.weights) });
  }

  /** Puts earlier weights back, in another engine if this one is lost; `keep` then shows them. */
  async load(snapshot: Snapshot): Promise<void> {
    this.#reports.progress.clear();
    try {
      await this.#engine?.loadWeights(copyOf(snapshot.weights), snapshot.imagesSeen);
    } catch (error) {
      if (!(error instanceof EngineLostError)) throw error;
      this.#lastGood = snapshot;
      await this.fallBack(error);
    }
  }

  /** The engine is lost: the reference engine takes over from the last weights read back. */
  async fallBack(error: EngineLostError): Promise<void> {
    const { weights, imagesSeen } = this.#lastGood!;
    this.#engine?.dispose();
    const { engine } = await this.#createEngine('reference', this.#specification);
    await engine.loadWeights(copyOf(weights), imagesSeen);
    this.use({ engine, because: error.message });
    this.#reports.progress.clear();
    this.#reports.emit({ type: 'notice', message: say.engineLost(error.message, imagesSeen, this.optimizerRemembers && imagesSeen > 0) });
  }

  dispose(): void {
    this.#engine?.dispose();
    this.#engine = undefined;
  }
}
