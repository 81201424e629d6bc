import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const check: Check = (reader, { random, describe, pass, fail }) => {
  const batches = reader['batches'];
  if (typeof batches !== 'function') return fail('no-function', `There should be an exported function named batches; found ${describe(batches)}.`);

  /** As `random` of `lab`, from the check's own numbers. */
  const generator = {
    uniform: random.uniform,
    integer: random.integer,
    normal: () => random.uniform(-1, 1),
    rand: (n: number) => random.vector(n, 0, 1),
    randn: (n: number) => random.vector(n),
    permutation(n: number): number[] {
      const order = Array.from({ length: n }, (_, k) => k);
      for (let k = n - 1; k > 0; k--) {
        const other = random.integer(0, k + 1);
        [order[k], order[other]] = [order[other]!, order[k]!];
      }
      return order;
    },
  };

  for (const [count, size] of [[60, 8], [64, 16], [50, 7], [20, 64]] as const) {
    const epochs: number[][][] = [];
    const story = `In this test: ${count} images, ${size} at a time, so ${Math.ceil(count / size)} batch${count > size ? 'es' : ''}.`;
    for (let epoch = 0; epoch < 2; epoch++) {
      const made: unknown = batches(count, size, generator);
      if (typeof (made as Iterable<unknown> | undefined)?.[Symbol.iterator] !== 'function') {
        return fail('no-batches', `batches should be a generator (function*), or give a list of batches; yours gives ${describe(made)}. ${story}`);
      }
      const taken: number[][] = [];
      for (const batch of made as Iterable<unknown>) {
        if (typeof (batch as number[] | undefined)?.length !== 'number') return fail('not-a-batch', `Each batch should be a list of indices; yours is ${describe(batch)}. Yield a piece of the order, not a single index. ${story}`);
        taken.push(Array.from(batch as number[]));
        if (taken.length > count + 1) return fail('never-ends', `After ${taken.length} batches there is still no end. An epoch is over when every image has come once: stop when from reaches count. ${story}`);
      }
      epochs.push(taken);
    }
    const [first, second] = epochs as [number[][], number[][]];
    const all = first.flat();
    if (all.length === 0) return fail('nothing-yet', `No batch came. Make a random order, cut it into pieces, and yield each. ${story}`);
    const stranger = all.find((index) => !Number.isInteger(index) || index < 0 || index >= count);
    if (stranger !== undefined || all.includes(undefined as never)) return fail('padded-batch', `A batch holds ${String(stranger)}, which is no index of an image: they go from 0 to ${count - 1}. The last batch may be shorter; slice stops at the end by itself. ${story}`);
    if (first.some((batch) => batch.length > size)) return fail('batch-too-large', `A batch holds ${Math.max(...first.map((batch) => batch.length))} images, and the size is ${size}. ${story}`);
    if (first.some((batch) => batch.length === 0)) return fail('empty-batch', `A batch is empty. Its mean would be 0 divided by 0: stop before it. ${story}`);
    const different = new Set(all).size;
    if (different < all.length) return fail('repeated-images', `Some images come twice in one epoch: ${all.length} indices, ${different} different ones. Shuffle all indices once, then cut; do not draw each one anew. ${story}`);
    if (all.length < count) {
      return count - all.length === count % size
        ? fail('missing-last-batch', `The last ${count - all.length} images never come, because they do not fill a batch. Let the last batch be shorter. ${story}`)
        : fail('missed-image', `${count - all.length} of the images never come. Every index from 0 to ${count - 1} should come once. ${story}`);
    }
    if (all.every((index, k) => index === k)) return fail('not-shuffled', `The indices come in the order of the file. Cut up random.permutation(count). ${story}`);
    if (count > size && first.every((batch) => batch.toSorted((a, b) => a - b).every((index, k, sorted) => k === 0 || index === sorted[k - 1]! + 1))) {
      return fail('neighbours-together', `Each batch holds images that stand side by side in the file; only the batches, or the images within one, are shuffled. Shuffle all indices before you cut. ${story}`);
    }
    if (first.slice(0, -1).some((batch) => batch.length < size)) return fail('uneven-batches', `A batch in the middle is smaller than ${size}. Only the last one may be. ${story}`);
    if (second.flat().every((index, k) => index === all[k])) {
      return fail('same-order-each-epoch', `The second epoch has the same order as the first. Take the order from the generator that is given, anew each time; do not make one with a fixed seed inside. ${story}`);
    }
  }
  return pass('Every image once an epoch, in a new order each time, the last batch as small as it has to be.');
};

export default check;
