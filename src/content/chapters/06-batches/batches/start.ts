import { random } from 'lab';
import type { Random } from 'lab';

/** All indices from 0 to count - 1, shuffled, size at a time. */
export function* batches(
  count: number,
  size: number,
  random: Random,
): Generator<number[]> {
  // 1. A random order of all indices: random.permutation(count).

  // 2. Cut it into pieces of size, and yield each.
  //    order.slice(from, to) is a piece; the last may be shorter.
}

// Try it: ten images, four at a time, two epochs.
const generator = random(1);
for (let epoch = 1; epoch <= 2; epoch++) {
  for (const batch of batches(10, 4, generator)) {
    console.log(`epoch ${epoch}: images ${batch.join(', ')}`);
  }
}
