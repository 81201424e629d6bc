import type { DigitSetName } from '../../../lib/data/contract.ts';
import { CLASS_COUNT, IMAGE_PIXELS } from '../../../lib/data/contract.ts';
import type { DigitRequest, EngineClient, NetworkSpecification, WeightTensor } from '../../../lib/engine/contract.ts';
import { layerOutputs } from './layer-outputs.ts';

/** Which pictures to judge: a stretch of a set, or grey values [n, 784]. */
export type Which = { readonly set: DigitSetName; readonly from: number; readonly to: number } | Uint8Array<ArrayBuffer>;

/** The page's engines, fetched when first asked for. */
export async function engines(): Promise<EngineClient> {
  const { getEngineClient } = await import('../../../lib/engine/client.ts');
  return getEngineClient();
}

/** The outputs [n, 10] of a network for these pictures: shares where `isShares` says so, else scores. */
export async function askOutputs(specification: NetworkSpecification, weights: readonly WeightTensor[], which: Which, options?: DigitRequest): Promise<Float32Array> {
  const images = which instanceof Uint8Array ? which : (await (await engines()).digits(which.set, which.from, which.to, options)).images;
  const count = images.length / IMAGE_PIXELS;
  const outputs = new Float32Array(count * CLASS_COUNT);
  let pause = performance.now() + 10;
  for (let n = 0; n < count; n++) {
    const last = layerOutputs(specification, weights, images.subarray(n * IMAGE_PIXELS, (n + 1) * IMAGE_PIXELS)).at(-1)!.values;
    outputs.set(asShares(specification, last), n * CLASS_COUNT);
    if (performance.now() > pause) {
      await new Promise((resolve) => setTimeout(resolve));
      pause = performance.now() + 10;
    }
  }
  return outputs;
}

function asShares(specification: NetworkSpecification, values: Float32Array): Float32Array {
  const { activation } = specification.layers.at(-1)!;
  if (activation === 'logSoftmax') return values.map(Math.exp);
  if (activation === 'softmax' || specification.loss !== 'crossEntropy') return values;
  const top = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - top));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}

/** True where a network's outputs are shares that sum to 1. */
export function isShares({ layers, loss }: NetworkSpecification): boolean {
  const { activation } = layers.at(-1)!;
  return activation === 'softmax' || activation === 'logSoftmax' || (loss === 'crossEntropy' && activation === 'identity');
}
