import type {
  DigitRequest,
  EngineClient,
  NetworkSpecification,
  WeightTensor,
  WhichImages,
} from '../../../lib/engine/contract.ts';

/** The page's engines, fetched when first asked for. */
export async function engines(): Promise<EngineClient> {
  const { getEngineClient } = await import('../../../lib/engine/client.ts');
  return getEngineClient();
}

/** The outputs [n, outputs] of a network for these pictures, computed in the worker: shares where `isShares` says so, else scores. */
export async function askOutputs(
  specification: NetworkSpecification,
  weights: readonly WeightTensor[],
  which: WhichImages,
  options?: DigitRequest,
): Promise<Float32Array> {
  return (await engines()).outputs(specification, weights, which, options);
}
