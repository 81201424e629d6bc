import { bytesToText } from '../../digits/bytes.ts';
import { askOutputs, engines } from '../../pictures/ask.ts';
import type { TrainedNetwork } from '../networks/choice.ts';
import { cutBeforeLast } from '../networks/last-hidden.ts';
import { LOOKED_AT, MOST_NEAR, nearest, type Near } from './model.ts';

/** The training images that look most like this pattern to the last hidden layer; none where there is no such layer. */
export async function nearOf(network: TrainedNetwork, pattern: Float32Array): Promise<readonly Near[]> {
  const cut = cutBeforeLast(network);
  if (!cut) return [];
  const client = await engines();
  const { specification, weights } = cut.before;
  const patterns = await askOutputs(specification, weights as never, { set: 'train', from: 0, to: LOOKED_AT });
  return Promise.all(
    nearest(pattern, patterns, MOST_NEAR).map(async (n) => {
      const { images, labels } = await client.digits('train', n, n + 1);
      return { image: n + 1, label: labels[0]!, pixels: bytesToText(images) };
    }),
  );
}
