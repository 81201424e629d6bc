import type { TaskRequest } from '../../data/shared-task.ts';
import { readImages } from '../../nn/images.ts';
import { normalizationNamed } from '../../nn/normalizations.ts';
import { makeShares } from '../../nn/shares.ts';
import { breathe } from '../breathe.ts';
import type { Engine, NetworkSpecification, WhichImages } from '../contract.ts';
import type { SessionHost } from '../session/session-host.ts';
import { Slices } from '../session/slices.ts';
import type { Requests } from './protocol.ts';

/** Engines kept for the next question: a page asks for the same networks again and again. */
const MOST_KEPT = 4;
const MOST_AT_ONCE = 500;

/** Grey images [count, inputs], beginning at index `from`. */
interface Pictures {
  readonly images: Uint8Array;
  readonly from: number;
  readonly count: number;
}

/** All that changes what a network gives out; what only changes how it learns is left out. */
const forPredicting = (specification: NetworkSpecification): NetworkSpecification => ({
  ...specification,
  layers: specification.layers.map(({ units, activation, bias }) => ({ units, activation, bias })),
  inputDropout: 0,
  optimizer: { name: 'sgd', learningRate: 0 },
  l2: 0,
  initialization: 'zeros',
  batchSize: 1,
  order: 'file',
  seed: 0,
});

/** What networks give out for pictures, on the fastest engine that needs no graphics card, in slices between which others get their turn. */
export class Outputs {
  readonly #host: () => SessionHost;
  readonly #idle = new Map<string, Engine>();

  constructor(host: () => SessionHost) {
    this.#host = host;
  }

  async of(
    { specification, weights, which }: Requests['outputs']['ask'],
    request: TaskRequest & { signal: AbortSignal },
  ): Promise<Float32Array<ArrayBuffer>> {
    const pictures = await this.#pictures(specification, which, request);
    const key = JSON.stringify(forPredicting(specification));
    const engine = this.#take(key) ?? (await this.#host().createEngine('simd', forPredicting(specification))).engine;
    try {
      await engine.loadWeights(weights, 0);
      return await predictInSlices(engine, specification, pictures, request.signal);
    } finally {
      this.#keep(key, engine);
    }
  }

  async #pictures({ inputs, data }: NetworkSpecification, which: WhichImages, request: TaskRequest): Promise<Pictures> {
    if (which instanceof Uint8Array) {
      const count = which.length / inputs;
      if (!Number.isInteger(count))
        throw new RangeError(`images: expected rows of ${inputs} grey values, got ${which.length} values`);
      return { images: which, from: 0, count };
    }
    const store = this.#host().storeOf(data);
    const { set, from, to } = which;
    await store.load(set, from, to, request);
    return { images: store.digits(set).images, from, count: to - from };
  }

  /** An engine in use is not in the list: two questions never share one. */
  #take(key: string): Engine | undefined {
    const engine = this.#idle.get(key);
    this.#idle.delete(key);
    return engine;
  }

  #keep(key: string, engine: Engine): void {
    this.#take(key)?.dispose();
    this.#idle.set(key, engine);
    const [oldest] = this.#idle.keys();
    if (this.#idle.size > MOST_KEPT) this.#take(oldest!)?.dispose();
  }
}

async function predictInSlices(
  engine: Engine,
  specification: NetworkSpecification,
  { images, from, count }: Pictures,
  signal: AbortSignal,
): Promise<Float32Array<ArrayBuffer>> {
  const { inputs, layers, normalization } = specification;
  const { units } = layers.at(-1)!;
  const normalized = normalizationNamed(normalization);
  const outputs = new Float32Array(count * units); // [count, units]
  const slices = new Slices();
  for (let done = 0; done < count;) {
    signal.throwIfAborted();
    const start = performance.now();
    const some = Math.min(slices.images, MOST_AT_ONCE, count - done);
    const rows = new Float32Array(some * inputs); // [some, inputs]
    readImages(
      images,
      Uint32Array.from({ length: some }, (_, n) => from + done + n),
      inputs,
      rows,
      normalized,
    );
    outputs.set(await engine.predict(rows), done * units);
    done += some;
    slices.took(some, performance.now() - start);
    await breathe();
  }
  makeShares(specification, outputs);
  return outputs;
}
