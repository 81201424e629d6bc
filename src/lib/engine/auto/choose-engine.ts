import { multiplicationsOf } from '../../nn/shapes.ts';
import type { Engine, EngineName, EngineRate, NetworkSpecification } from '../contract.ts';
import { probe, probeImages } from './probe.ts';

/** All timing together takes at most about so long; an engine that is not ready by then is timed another time. */
const MILLISECONDS = 300;
const MILLISECONDS_EACH = 25;
/** Multiplications of a step up to which the reference engine is timed: about 10 milliseconds. */
const SMALL_STEP = 2e6;
/** Multiplications of a step from which on a graphics card may gain by what it costs to ask it. */
const LARGE_STEP = 5e6;

/** How many times as fast as the first candidate another must be to be taken: less may be chance. */
const CLEARLY = 1.25;

export interface Candidate {
  readonly name: EngineName;
  /** The engine, or null if it cannot run here or compute this. */
  create(specification: NetworkSpecification): Promise<Engine | null>;
}

export interface ChosenEngine {
  readonly engine: Engine;
  /** What was measured, the one to take first: the fastest, or the first candidate if none is clearly faster; empty when there was nothing to choose. */
  readonly timed: readonly EngineRate[];
}

/** Multiplications of one step's forward pass. */
export const workOf = (specification: NetworkSpecification): number => multiplicationsOf(specification) * specification.batchSize;

/** Which engines are worth timing: on small networks the graphics card loses, on large ones the reference engine. */
export function worthTiming(specification: NetworkSpecification): readonly EngineName[] {
  const work = workOf(specification);
  return ['simd', ...(work <= SMALL_STEP ? (['reference'] as const) : []), ...(work >= LARGE_STEP ? (['webgpu'] as const) : [])];
}

/** The networks that take equally long: all that does not change what is computed is left out. */
const shapeOf = ({ inputs, convolutions = [], layers, loss, optimizer, batchSize, normalization, inputDropout = 0, l2 = 0 }: NetworkSpecification): string =>
  JSON.stringify([inputs, convolutions.map(({ filters, size, activation, pool }) => [filters, size, activation, pool]), layers.map(({ units, activation, bias, dropout = 0 }) => [units, activation, bias, dropout > 0]), loss, optimizer.name, batchSize, normalization, inputDropout > 0, l2 > 0]);

/**
 * Finds the fastest engine for a network on this machine. Where only one is worth timing, it is taken at once, so
 * that the first point of a curve comes without delay. An engine that is not ready in time, such as one whose code
 * is still being fetched, goes on getting ready and is timed when the next run begins. The choice is remembered for
 * networks of the same shape as long as the worker lives.
 */
export class EngineChooser {
  readonly #candidates: readonly Candidate[];
  readonly #now: () => number;
  readonly #known = new Map<string, readonly EngineRate[]>();

  /** The first of the candidates that can run is the one to fall back on. */
  constructor(candidates: readonly Candidate[], now: () => number = () => performance.now()) {
    this.#candidates = candidates;
    this.#now = now;
  }

  async choose(specification: NetworkSpecification): Promise<ChosenEngine> {
    const shape = shapeOf(specification);
    const known = this.#known.get(shape);
    const candidates = known ? this.#named([known[0]!.engine]) : this.#named(worthTiming(specification));
    const first = await this.#firstOf([...candidates, ...this.#candidates], specification);
    if (known || candidates.length <= 1) return { engine: first.engine, timed: known ?? [] };
    const { timed, engines, complete } = await this.#time(first, candidates, specification);
    if (complete && timed.length > 0) this.#known.set(shape, timed);
    const winner = engines.get(timed[0]?.engine ?? first.name) ?? first.engine;
    for (const engine of engines.values()) if (engine !== winner) engine.dispose();
    return { engine: winner, timed: timed.length > 1 ? timed : [] };
  }

  #named(names: readonly EngineName[]): readonly Candidate[] {
    return names.flatMap((name) => this.#candidates.filter((candidate) => candidate.name === name));
  }

  async #firstOf(candidates: readonly Candidate[], specification: NetworkSpecification): Promise<{ name: EngineName; engine: Engine }> {
    for (const { name, create } of candidates) {
      const engine = await create(specification);
      if (engine) return { name, engine };
    }
    throw new Error('auto: expected an engine that can run, found none');
  }

  async #time(first: { name: EngineName; engine: Engine }, candidates: readonly Candidate[], specification: NetworkSpecification) {
    const deadline = this.#now() + MILLISECONDS;
    const images = probeImages(specification);
    const engines = new Map<EngineName, Engine>([[first.name, first.engine]]);
    const timed: EngineRate[] = [];
    let complete = true;
    for (const { name, create } of candidates) {
      const tooLate = new AbortController();
      const work = async (): Promise<void> => {
        const engine = engines.get(name) ?? (await create(specification));
        if (!engine) return;
        if (tooLate.signal.aborted) return engine.dispose();
        engines.set(name, engine);
        timed.push({ engine: name, imagesPerSecond: await probe(engine, images, MILLISECONDS_EACH, this.#now) });
      };
      if (await inTime(work(), deadline - this.#now())) continue;
      tooLate.abort();
      complete = false;
    }
    const merit = ({ engine, imagesPerSecond }: EngineRate): number => imagesPerSecond * (engine === first.name ? CLEARLY : 1);
    return { timed: timed.toSorted((a, b) => merit(b) - merit(a)), engines, complete };
  }
}

/** Whether the work ended within so many milliseconds. What fails is left out: the others can compute. */
function inTime(work: Promise<void>, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
    work
      .then(() => resolve(true), () => resolve(true))
      .finally(() => clearTimeout(timer));
  });
}
