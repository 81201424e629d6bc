import type { Engine, EngineName, EngineRate, NetworkSpecification } from '../contract.ts';
import { Probe, probeImages } from './probe.ts';

/** All timing together takes at most about so long; an engine that is not ready by then is timed another time. */
const MILLISECONDS = 300;
/** Timing goes on for so long, so that a moment in which the machine is busy leaves others in which it is not. */
const SPREAD = 100; // ms
/** Left of it for putting back what was trained on. */
const TIDYING = 30; // ms

export interface Candidate {
  readonly name: EngineName;
  /** The engine, or null if it cannot run here or compute this. */
  create(specification: NetworkSpecification): Promise<Engine | null>;
}

export interface MadeEngine {
  readonly name: EngineName;
  readonly engine: Engine;
}

export interface RaceResult {
  /** All that were made in time, those that failed or did not answer too. */
  readonly engines: ReadonlyMap<EngineName, Engine>;
  /** Those that can compute, each as it was before; 0 where there was only one, and nothing to time. */
  readonly rates: readonly EngineRate[];
  /** False if one was not ready in time. */
  readonly complete: boolean;
  /** Those whose losses are not those of the first: they compute something else. */
  readonly wrong: readonly EngineName[];
}

/**
 * Times the candidates in turn, one short call of each a round, and takes the best call of each. `first` is one of
 * them that is made already.
 */
export async function race(
  first: MadeEngine,
  candidates: readonly Candidate[],
  specification: NetworkSpecification,
  now: () => number,
): Promise<RaceResult> {
  const deadline = now() + MILLISECONDS;
  const engines = new Map<EngineName, Engine>([[first.name, first.engine]]);
  const probes = new Map<EngineName, Probe>();
  const images = probeImages(specification);
  const wrong: EngineName[] = [];
  let complete = true;
  const inTurn = async (
    names: Iterable<EngineName>,
    work: (name: EngineName, tooLate: AbortSignal) => Promise<void>,
  ): Promise<void> => {
    for (const name of names) {
      const end = await inTime((tooLate) => work(name, tooLate), deadline - now());
      if (end === 'done') continue;
      probes.delete(name);
      if (end === 'late') complete = false;
    }
  };
  const creators = new Map(candidates.map(({ name, create }) => [name, create]));
  await inTurn(creators.keys(), async (name, tooLate) => {
    const engine = engines.get(name) ?? (await creators.get(name)!(specification));
    if (!engine) return;
    if (tooLate.aborted) return engine.dispose();
    engines.set(name, engine);
    const probe = await Probe.open(engine, images, now);
    if (!tooLate.aborted) probes.set(name, probe);
  });
  const start = now();
  while (probes.size > 1) {
    await inTurn([...probes.keys()], (name) => probes.get(name)!.time());
    const judge = probes.get(first.name);
    for (const [name, probe] of probes) {
      if (!judge || name === first.name || probe.agreesWith(judge)) continue;
      probes.delete(name);
      wrong.push(name);
    }
    if (now() >= Math.min(start + SPREAD, deadline - TIDYING)) break;
  }
  await inTurn([...probes.keys()], (name) => probes.get(name)!.close());
  return {
    engines,
    rates: [...probes].map(([engine, { imagesPerSecond }]) => ({ engine, imagesPerSecond })),
    complete,
    wrong,
  };
}

/** How work ended within so many milliseconds. What fails is left out: the others can compute. */
function inTime(
  work: (tooLate: AbortSignal) => Promise<void>,
  milliseconds: number,
): Promise<'done' | 'failed' | 'late'> {
  const tooLate = new AbortController();
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => {
        tooLate.abort();
        resolve('late');
      },
      Math.max(0, milliseconds),
    );
    work(tooLate.signal)
      .then(
        () => resolve('done'),
        () => resolve('failed'),
      )
      .finally(() => clearTimeout(timer));
  });
}
