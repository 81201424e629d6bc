import s2 from '../../src/lib/systems/published/s2.ts';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import type { Engine, EngineName, NetworkSpecification } from '../../src/lib/engine/contract.ts';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import type { Contender, Missing, Pass } from './contender.ts';
import { findPeer } from './python-peer.ts';

/** The network that the speed of the book is measured by. */
export const EPOCH_NETWORK: NetworkSpecification = { ...s2.runs[0]!.specification, seed: 1 };

const never = new AbortController().signal;
/** As the sessions do: in slices, with the weights looked at in between. */
const SLICE = 1500;

export async function engineNamed(name: EngineName, specification: NetworkSpecification): Promise<Engine> {
  const { engine, because } = await createEngine(name, specification);
  if (because !== undefined) throw new Error(because);
  return engine;
}

/** Seconds to train on so many images. */
export async function timeTraining(engine: Engine, train: DigitSet, images: number): Promise<number> {
  const start = performance.now();
  for (let done = 0; done < images; done += SLICE) await engine.train(train, Math.min(SLICE, images - done), never);
  return (performance.now() - start) / 1000;
}

/** A whole epoch on an engine in Node; with fewer `images` its time is scaled up to one. */
export const engineContender = (
  name: EngineName,
  train: DigitSet,
  test: DigitSet,
  images = train.count,
): Contender => ({
  name: `${name} engine${images < train.count ? ` (${images.toLocaleString('en')} images, scaled)` : ''}`,
  by: `Node ${process.versions.node}`,
  async pass(): Promise<Pass> {
    const engine = await engineNamed(name, EPOCH_NETWORK);
    const seconds = (await timeTraining(engine, train, images)) * (train.count / images);
    return { seconds, correct: images < train.count ? NaN : (await engine.evaluate(test, never)).correct };
  },
  close: () => Promise.resolve(),
});

/** PyTorch with one thread and with two: more than one often costs more than it gives. */
export async function torchContenders(): Promise<readonly (Contender | Missing)[]> {
  const names = ['PyTorch, 1 thread', 'PyTorch, 2 threads'];
  const peer = await findPeer(new URL('torch_epoch.py', import.meta.url));
  if ('missing' in peer) {
    const missing = `${peer.missing}. Install PyTorch (on Debian: apt install python3-torch libopenblas0-pthread) or name a Python that has it: PYTHON=/path/to/python3`;
    return names.map((name) => ({ name, missing }));
  }
  return names.map((name, i) => ({
    name,
    by: peer.version,
    pass: async () => (await peer.ask(String(i + 1))) as Pass,
    close: () => peer.close(),
  }));
}
