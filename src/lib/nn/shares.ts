import { activations } from './activations.ts';
import type { NetworkSpecification } from './specification.ts';

/** How the outputs of one image become shares that sum to 1, in place: the `units` numbers from index `from`. */
type ToShares = (outputs: Float32Array, from: number, units: number) => void;

const asTheyAre: ToShares = () => undefined;
const exponentials: ToShares = (outputs, from, units) => {
  for (let j = from; j < from + units; j++) outputs[j] = Math.exp(outputs[j]!);
};
const softmax: ToShares = (outputs, from, units) => activations.softmax.output(outputs, outputs, from, units);

/** Null where a network's outputs are plain scores. Cross-entropy takes the softmax of whatever it is given. */
function toSharesOf({ layers, loss }: NetworkSpecification): ToShares | null {
  const activation = layers.at(-1)!.activation;
  if (activation === 'softmax') return asTheyAre;
  if (activation === 'logSoftmax') return exponentials;
  return loss === 'crossEntropy' ? softmax : null;
}

/** True when what a network gives out can be read as probabilities: it ends in softmax or log-softmax, or its loss is cross-entropy over scores. */
export const isShares = (specification: NetworkSpecification): boolean => toSharesOf(specification) !== null;

/** Makes outputs [n, units] into shares, in place: each row sums to 1. Plain scores stay as they are. */
export function makeShares(specification: NetworkSpecification, outputs: Float32Array): void {
  const { units } = specification.layers.at(-1)!;
  const toShares = toSharesOf(specification) ?? asTheyAre;
  for (let from = 0; from < outputs.length; from += units) toShares(outputs, from, units);
}
