/** Networks that the pages show before the reader acts, trained while the site is built and kept between builds. */
import { readMnist } from '../../../../lib/data/originals.ts';
import kernels from '../../../../lib/engine/simd/compiled/plain.ts';
import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { kept } from '../kit/kept.ts';
import { NETWORKS, parametersFrom, type BuiltNetwork, type BuiltNetworkName } from './networks.ts';

/** The kernels without fused multiply-add: they round alike on every machine. */
export const compiled = WebAssembly.compile(Buffer.from(kernels, 'base64'));

async function train({ specification, trainCount, epochs }: BuiltNetwork): Promise<string> {
  const all = readMnist('train');
  const data = { count: trainCount, images: all.images, labels: all.labels };
  const engine = new SimdEngine(specification, await compiled);
  await engine.train(data, epochs * trainCount, new AbortController().signal);
  const weights = await engine.readWeights();
  engine.dispose();
  const bytes = weights.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  return Buffer.concat(bytes).toString('base64');
}

/** Trained anew by any change in here. */
const SOURCES = ['src/components/widgets/explain/networks', 'src/lib/nn', 'src/lib/settings', 'src/lib/engine/simd'];

const known = new Map<BuiltNetworkName, Promise<Float32Array<ArrayBuffer>>>();

/** All parameters of a network in a row, as `data/networks/NAME.bin` has them. */
export function trainedNumbers(name: BuiltNetworkName): Promise<Float32Array<ArrayBuffer>> {
  let numbers = known.get(name);
  if (!numbers) {
    numbers = kept(`network-${name}`, () => train(NETWORKS[name]), { sources: SOURCES }).then(
      (text) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer),
    );
    known.set(name, numbers);
  }
  return numbers;
}

/** The parameters of a network, first layer first. */
export const trainedNetwork = async (name: BuiltNetworkName): Promise<readonly Tensor[]> =>
  parametersFrom(NETWORKS[name].specification, await trainedNumbers(name));
