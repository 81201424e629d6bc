/** A page for the bench only: one training step on the graphics card, by the book's kernels and by other libraries. */
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import type { Engine, NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { openGpu } from '../../../src/lib/engine/webgpu/gpu.ts';
import { createWebGpuEngine } from '../../../src/lib/engine/webgpu/webgpu-engine.ts';
import { readImages } from '../../../src/lib/nn/images.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import type { Tensor } from '../../../src/lib/nn/tensor.ts';
import { jaxPeer } from './jax.ts';
import type { Batch, Peer } from './peer.ts';
import { tensorFlowPeer } from './tensorflow.ts';
import { useTensorFlow } from './use-tensorflow.ts';
import { countTraffic, resetTraffic, traffic, type Traffic } from './traffic.ts';

countTraffic();
const store = new ImageStore({ base: new URL('./data/mnist/', document.baseURI) });
const never = new AbortController().signal;

/** `webgpu` is the book's engine; the others are what is compared. */
export type ContenderName = 'webgpu' | 'tensorflow' | 'jax';

export interface Timed {
  readonly milliseconds: number;
  readonly steps: number;
  readonly traffic: Traffic;
}

interface Contender {
  train(steps: number): Promise<void>;
  weights(): Promise<Float32Array>;
}

/** The images of step `step`, in file order. */
function batchAt({ batchSize, inputs }: NetworkSpecification, step: number): Batch {
  const { images, labels } = store.digits('train');
  const indices = Array.from({ length: batchSize }, (_, i) => step * batchSize + i);
  const x = new Float32Array(batchSize * inputs);
  readImages(images, indices, inputs, x);
  const oneHot = new Float32Array(batchSize * 10);
  indices.forEach((index, row) => (oneHot[row * 10 + labels[index]!] = 1));
  return { count: batchSize, x, labels: oneHot };
}

function ofPeer(peer: Peer, specification: NetworkSpecification): Contender & { prepare(steps: number): void } {
  let [done, batches] = [0, [] as Batch[]];
  return {
    prepare(steps) {
      batches = Array.from({ length: steps }, (_, k) => batchAt(specification, done + k));
      done += steps;
    },
    async train() {
      await peer.train(batches);
    },
    weights: () => peer.weights(),
  };
}

const ofEngine = (engine: Engine): Contender => ({
  async train(steps) {
    await engine.train({ ...store.digits('train'), count: 10_000 }, steps * engine.specification.batchSize, never);
  },
  weights: async () => (await engine.readWeights())[0]!.values,
});

const initialOf = (specification: NetworkSpecification): readonly Tensor[] =>
  new Network(specification, new RandomState(specification.seed)).parameters;

const makers: Readonly<
  Record<ContenderName, (specification: NetworkSpecification) => Promise<Contender & { prepare?(steps: number): void }>>
> = {
  webgpu: async (specification) => ofEngine(await createWebGpuEngine(specification)),
  async tensorflow(specification) {
    await useTensorFlow(await openGpu());
    return ofPeer(tensorFlowPeer(specification, initialOf(specification)), specification);
  },
  jax: async (specification) => ofPeer(await jaxPeer(specification, initialOf(specification)), specification),
};

const opened = new Map<ContenderName, Awaited<ReturnType<(typeof makers)[ContenderName]>>>();

const cards = {
  /** What the page computes on. */
  async adapter() {
    const { vendor, architecture, device, description } = (await openGpu()).adapterInfo;
    return [vendor, architecture, device, description].filter(Boolean).join(', ') || 'unnamed';
  },
  async open(name: ContenderName, specification: NetworkSpecification) {
    await store.load('train', 0, 1);
    opened.set(name, await makers[name](specification));
  },
  /** Some steps, from the first that is asked for to the last whose result is read back. */
  async train(name: ContenderName, steps: number): Promise<Timed> {
    const contender = opened.get(name)!;
    contender.prepare?.(steps);
    resetTraffic();
    const start = performance.now();
    await contender.train(steps);
    return { milliseconds: performance.now() - start, steps, traffic: traffic() };
  },
  weights: async (name: ContenderName) => [...(await opened.get(name)!.weights())],
};
export type Cards = typeof cards;
(window as unknown as { cards: Cards }).cards = cards;
