/** Networks that the pages show before the reader acts, trained while the site is built and kept between builds. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readMnist } from '../../../../lib/data/originals.ts';
import kernels from '../../../../lib/engine/simd/compiled/plain.ts';
import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { NETWORKS, parametersFrom, type BuiltNetwork, type BuiltNetworkName } from './networks.ts';

/** Installing anew empties it. */
const KEPT_IN = 'node_modules/.cache/delta-to-depth';

/** `make()`, or what it gave in an earlier build with this key. The key must name all that the result depends on. */
export async function kept(key: unknown, make: () => Promise<Buffer>): Promise<Buffer> {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
  const file = path.join(process.cwd(), KEPT_IN, hash);
  if (existsSync(file)) return readFileSync(file);
  const made = await make();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, made); // whole or not at all: builds may run side by side
  renameSync(`${file}.${process.pid}`, file);
  return made;
}

/** The kernels without fused multiply-add: they round alike on every machine. */
export const compiled = WebAssembly.compile(Buffer.from(kernels, 'base64'));
export const kernelsInUse = createHash('sha256').update(kernels).digest('hex');

async function train({ specification, trainCount, epochs }: BuiltNetwork): Promise<Buffer> {
  const all = readMnist('train');
  const data = { count: trainCount, images: all.images, labels: all.labels };
  const engine = new SimdEngine(specification, await compiled);
  await engine.train(data, epochs * trainCount, new AbortController().signal);
  const weights = await engine.readWeights();
  engine.dispose();
  return Buffer.concat(weights.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)));
}

const known = new Map<BuiltNetworkName, Promise<Float32Array<ArrayBuffer>>>();

/** All parameters of a network in a row, as `data/networks/NAME.bin` has them. */
export function trainedNumbers(name: BuiltNetworkName): Promise<Float32Array<ArrayBuffer>> {
  let numbers = known.get(name);
  if (!numbers) {
    const network = NETWORKS[name];
    numbers = kept([network, kernelsInUse], () => train(network)).then(
      (bytes) => new Float32Array(Uint8Array.from(bytes).buffer),
    );
    known.set(name, numbers);
  }
  return numbers;
}

/** The parameters of a network, first layer first. */
export const trainedNetwork = async (name: BuiltNetworkName): Promise<readonly Tensor[]> =>
  parametersFrom(NETWORKS[name].specification, await trainedNumbers(name));
