import { memoriesOf } from '../../nn/optimizers.ts';
import { allFinite, copiesOf } from '../../nn/tensor.ts';
import { copyOfState } from '../../nn/training-state.ts';
import type { Engine, EngineChoice, EngineState, NetworkSpecification } from '../contract.ts';
import type { CreatedEngine } from '../create-engine.ts';
import { EngineLostError } from '../engine-lost-error.ts';
import { arithmeticHere } from '../arithmetic.ts';
import { engineWords } from '../engine-words.ts';
import { say } from './messages.ts';
import type { Reports } from './reports.ts';
import type { CreateEngine } from './session-host.ts';

const WEIGHTS_MILLISECONDS = 100;
const CHECKPOINT_MILLISECONDS = 5000;
/** The first one comes sooner: a run that has none begins anew after a reload. */
const FIRST_CHECKPOINT_MILLISECONDS = 1000;
/** Images between two checkpoints of a short run, which may be over before the first five seconds are. */
const CHECKPOINT_IMAGES = 10_000;
/** Epochs that take less have no checkpoint of their own each. */
const EPOCH_MILLISECONDS = 1000;

/** When something was last told, and after how many images. */
interface Mark {
  readonly imagesSeen: number;
  readonly at: number;
}
const NEVER: Mark = { imagesSeen: -1, at: 0 };

/** The engine of a run, the states that it last showed, and the engine that takes over when it is lost. */
export class EngineInUse {
  readonly #specification: NetworkSpecification;
  readonly #createEngine: CreateEngine;
  readonly #reports: Reports;
  readonly #isShort: () => boolean;
  #engine: Engine | undefined;
  /** The last weights read back that were all finite numbers: here an engine begins. */
  #lastGood: EngineState | undefined;
  /** The last state with what the optimizer remembers; nothing before the first, or when the run left its way. */
  #remembered: EngineState | undefined;
  #shown = NEVER;
  #saved = NEVER;

  constructor(
    specification: NetworkSpecification,
    createEngine: CreateEngine,
    reports: Reports,
    isShort: () => boolean,
  ) {
    this.#specification = specification;
    this.#createEngine = createEngine;
    this.#reports = reports;
    this.#isShort = isShort;
  }

  /** Nothing before the first run. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  get imagesSeen(): number {
    return (this.#engine ?? this.#lastGood)?.imagesSeen ?? 0;
  }

  get lastGood(): EngineState | undefined {
    return this.#lastGood;
  }

  /** True when its optimizer remembers something from step to step, which is lost when weights alone are loaded. */
  get optimizerRemembers(): boolean {
    return memoriesOf(this.#specification.optimizer) > 0;
  }

  #use({ engine, because, timed }: CreatedEngine, anew = false): void {
    this.#engine = engine;
    this.#reports.emit({
      type: 'engine',
      engine: engine.name,
      arithmetic: arithmeticHere(engine.arithmetic),
      ...(anew ? { anew } : {}),
      ...(because === undefined ? {} : { because }),
      ...(timed ? { timed } : {}),
    });
  }

  /** Makes the engine, which goes on from the state that was last kept. */
  async start(name: EngineChoice): Promise<void> {
    this.#use(await this.#createEngine(name, this.#specification));
    await this.#engine!.loadState(this.#lastGood!);
  }

  /** True ten times a second. */
  showIsDue(now: number): boolean {
    return now - this.#shown.at >= WEIGHTS_MILLISECONDS;
  }

  /** Images after which a checkpoint is due at the latest. */
  get #mostImages(): number {
    return this.#isShort() ? CHECKPOINT_IMAGES : Infinity;
  }

  /** The next checkpoint is due at once. */
  askForCheckpoint(): void {
    this.#saved = { ...this.#saved, at: -Infinity };
  }

  /** True at the end of an epoch, unless the last checkpoint was a moment ago, a second after the start and every five seconds between; in a short run also every 10,000 images. */
  checkpointIsDue(now: number, isEndOfEpoch: boolean): boolean {
    const { imagesSeen, at } = this.#saved;
    if (imagesSeen === this.imagesSeen) return false;
    if (isEndOfEpoch && imagesSeen === NEVER.imagesSeen) return true;
    if (at === 0) this.#saved = { imagesSeen, at: now + FIRST_CHECKPOINT_MILLISECONDS - CHECKPOINT_MILLISECONDS }; // training begins
    if (this.imagesSeen - Math.max(0, this.#saved.imagesSeen) >= this.#mostImages) return true;
    return now - this.#saved.at >= (isEndOfEpoch ? EPOCH_MILLISECONDS : CHECKPOINT_MILLISECONDS);
  }

  /** Shows the page the present weights, unless it has them. False if they are no longer finite. */
  async show(): Promise<boolean> {
    const engine = this.#engine;
    if (!engine || engine.imagesSeen === this.#shown.imagesSeen) return true;
    const state: EngineState = { weights: await engine.readWeights(), imagesSeen: engine.imagesSeen };
    if (!allFinite(state.weights)) return false;
    this.keep(state);
    return true;
  }

  /** Tells the present state as a checkpoint, unless it has been told. False if the weights are no longer finite. */
  async save(): Promise<boolean> {
    if (!this.#engine || this.imagesSeen === this.#saved.imagesSeen) return true;
    const state = await this.#engine.readState();
    if (!allFinite(state.weights)) return false;
    this.#saved = { imagesSeen: state.imagesSeen, at: performance.now() };
    if (state.imagesSeen === this.#shown.imagesSeen) this.#remember(state);
    else this.keep(state);
    this.#reports.emit({ type: 'checkpoint', state: copyOfState(state) });
    return true;
  }

  /** Remembers a good state and shows its weights. */
  keep(state: EngineState): void {
    this.#remember(state);
    this.#shown = { imagesSeen: state.imagesSeen, at: performance.now() };
    this.#reports.emit({ type: 'weights', imagesSeen: state.imagesSeen, weights: copiesOf(state.weights) });
  }

  /** Puts another state in place, in another engine if this one is lost; `keep` then shows it. */
  async load(state: EngineState): Promise<void> {
    this.#reports.progress.clear();
    this.#remembered = undefined;
    this.#saved = NEVER;
    try {
      await this.#engine?.loadState(state);
    } catch (error) {
      if (!(error instanceof EngineLostError)) throw error;
      this.#lastGood = state;
      await this.fallBack(error);
    }
  }

  /**
   * The engine is lost: another takes over, from the last state with what the optimizer remembers; if there is
   * none, or it remembers nothing, from the weights last read back.
   */
  async fallBack(error: EngineLostError): Promise<void> {
    const state = this.#remembered ?? this.#lastGood!;
    // A graphics card that is lost leaves the processor: simd, or the reference engine where there is no simd.
    const name = this.#engine?.name === 'webgpu' ? 'simd' : 'reference';
    this.#engine?.dispose();
    const { engine } = await this.#createEngine(name, this.#specification);
    await engine.loadState(state);
    const memory = !this.optimizerRemembers || state.imagesSeen === 0 ? 'none' : state.optimizer ? 'kept' : 'lost';
    this.#use({ engine, because: error.message }, memory === 'lost');
    this.#reports.progress.clear();
    this.keep(state);
    this.#reports.emit({
      type: 'notice',
      message: say.engineLost(error.message, engineWords(engine.name), state.imagesSeen, memory),
    });
  }

  #remember(state: EngineState): void {
    this.#lastGood = state;
    if (state.optimizer) this.#remembered = state;
  }

  dispose(): void {
    this.#engine?.dispose();
    this.#engine = undefined;
  }
}
