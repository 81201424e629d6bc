import { random } from 'lab';
import type { Random } from 'lab';

/** All indices from 0 to count - 1, shuffled, size at a time. */
export function* batches(
  count: number,
  size: number,
  random: Random,
): Generator<number[]> {
  const order = random.permutation(count); // [count]

  for (let from = 0; from < count; from += size) {
    yield order.slice(from, from + size);
  }
}

// Try it: ten images, four at a time, two epochs.
const generator = random(1);
for (let epoch = 1; epoch <= 2; epoch++) {
  for (const batch of batches(10, 4, generator)) {
    console.log(`epoch ${epoch}: images ${batch.join(', ')}`);
  }
}
