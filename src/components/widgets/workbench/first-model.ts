import { Network } from '../../../lib/nn/network.ts';
import { RandomState } from '../../../lib/nn/random.ts';
import { parameterCount } from '../../../lib/nn/shapes.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import type { ShownModel } from '../pictures/picture.ts';

/** Larger ones would hold the page up while they are drawn. */
const MOST = 600_000;

/** The network with the weights that its seed draws, before any training; null where they are too many to draw beside. */
export function firstModel({ specification }: TrainerNetwork): ShownModel | null {
  if (parameterCount(specification) > MOST) return null;
  const { parameters } = new Network(specification, new RandomState(specification.seed));
  return { name: 'the initial weights', specification, weights: parameters, imagesSeen: 0 };
}
