import { multiplicationsOf } from '../../nn/shapes.ts';
import type { Engine, EngineName, EngineRate, NetworkSpecification } from '../contract.ts';
import type { KnownEngines, Measured } from './known-engines.ts';
import { race, type Candidate, type MadeEngine } from './race.ts';

/** Multiplications of a step up to which the reference engine is timed: about 10 milliseconds. */
const SMALL_STEP = 2e6;
/** Multiplications of a step from which on a graphics card may gain by what it costs to ask it. */
const LARGE_STEP = 5e6;

/** How many times as fast as the first candidate another must be to be taken: less may be chance. */
const CLEARLY = 1.25;

export interface ChosenEngine {
  readonly engine: Engine;
  /** What was measured, the one to take first: the fastest, or the first candidate if none is clearly faster; empty when there was nothing to choose. */
  readonly timed: readonly EngineRate[];
}

/** Under this name an engine that is not to be chosen is remembered among the shapes of networks. */
const avoided = (name: EngineName): string => `avoided: ${name}`;

/** Multiplications of one step's forward pass. */
export const workOf = (specification: NetworkSpecification): number =>
  multiplicationsOf(specification) * specification.batchSize;

/** Which engines are worth timing: on small networks the graphics card loses, on large ones the reference engine. */
export function worthTiming(specification: NetworkSpecification): readonly EngineName[] {
  const work = workOf(specification);
  return [
    'simd',
    ...(work <= SMALL_STEP ? (['reference'] as const) : []),
    ...(work >= LARGE_STEP ? (['webgpu'] as const) : []),
  ];
}

/** The same for networks that take equally long: all that does not change what is computed is left out. */
export const shapeOf = ({
  inputs,
  convolutions = [],
  layers,
  loss,
  optimizer,
  batchSize,
  normalization,
  inputDropout = 0,
  l2 = 0,
}: NetworkSpecification): string =>
  JSON.stringify([
    inputs,
    convolutions.map(({ filters, size, activation, pool }) => [filters, size, activation, pool]),
    layers.map(({ units, activation, bias, dropout = 0 }) => [units, activation, bias, dropout > 0]),
    loss,
    optimizer.name,
    batchSize,
    normalization,
    inputDropout > 0,
    l2 > 0,
  ]);

/**
 * Finds the fastest engine for a network on this machine. Where only one is worth timing, it is taken at once, so
 * that the first point of a curve comes without delay. An engine that is not ready in time, such as one whose code
 * is still being fetched, goes on getting ready and is timed when the next run begins. The choice is remembered for
 * networks of the same shape as long as the worker lives, and by `stored`, if it is given, from page to page.
 */
export class EngineChooser {
  readonly #candidates: readonly Candidate[];
  readonly #now: () => number;
  readonly #stored: KnownEngines | undefined;
  readonly #known = new Map<string, Measured>();
  readonly #avoided = new Set<EngineName>();

  /** The first of the candidates that can run is the one to fall back on. */
  constructor(candidates: readonly Candidate[], now: () => number = () => performance.now(), stored?: KnownEngines) {
    this.#candidates = candidates;
    this.#now = now;
    this.#stored = stored;
  }

  async choose(specification: NetworkSpecification): Promise<ChosenEngine> {
    const shape = shapeOf(specification);
    const worth = await this.#trusted(worthTiming(specification));
    const known = worth.length > 1 ? await this.#knownOf(shape) : undefined;
    const candidates = this.#named(worth);
    const first = await this.#firstOf(
      [...this.#named(known && worth.includes(known.name) ? [known.name] : []), ...candidates, ...this.#candidates],
      specification,
    );
    if (known?.name === first.name) return { engine: first.engine, timed: known.timed };
    if (candidates.length <= 1) return { engine: first.engine, timed: [] };
    const { rates, engines, complete, wrong } = await race(first, candidates, specification, this.#now);
    const merit = ({ engine, imagesPerSecond }: EngineRate): number =>
      imagesPerSecond * (engine === first.name ? CLEARLY : 1);
    const ranked = rates.toSorted((a, b) => merit(b) - merit(a));
    const winner = ranked[0]?.engine ?? first.name;
    const timed = ranked.length > 1 ? ranked : [];
    if (complete) {
      this.#known.set(shape, { name: winner, timed });
      if (timed.length > 0) void this.#stored?.write(shape, { name: winner, timed });
    }
    for (const [name, engine] of engines) if (name !== winner) engine.dispose();
    for (const name of wrong) this.avoid(name);
    return { engine: engines.get(winner)!, timed };
  }

  /** This engine computes wrongly here, or was lost: it is not chosen again, as long as `stored` remembers. */
  avoid(name: EngineName): void {
    this.#avoided.add(name);
    void this.#stored?.write(avoided(name), { name, timed: [{ engine: name, imagesPerSecond: 0 }] });
  }

  async #trusted(names: readonly EngineName[]): Promise<readonly EngineName[]> {
    if (!names.includes('webgpu')) return names; // of the processor's there is no doubt
    if (!this.#avoided.has('webgpu') && (await this.#stored?.read(avoided('webgpu')))) this.#avoided.add('webgpu');
    return names.filter((name) => !this.#avoided.has(name));
  }

  async #knownOf(shape: string): Promise<Measured | undefined> {
    const known = this.#known.get(shape) ?? (await this.#stored?.read(shape));
    if (known) this.#known.set(shape, known);
    return known;
  }

  #named(names: readonly EngineName[]): readonly Candidate[] {
    return names.flatMap((name) => this.#candidates.filter((candidate) => candidate.name === name));
  }

  async #firstOf(candidates: readonly Candidate[], specification: NetworkSpecification): Promise<MadeEngine> {
    for (const { name, create } of candidates) {
      const engine = await create(specification);
      if (engine) return { name, engine };
    }
    throw new Error('auto: expected an engine that can run, found none');
  }
}
