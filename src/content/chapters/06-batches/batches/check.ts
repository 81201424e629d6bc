import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';

/** The batches of one epoch, copied out; or a verdict. */
type Epoch = readonly (readonly number[])[];

/** As `random` of `lab`, from numbers of the check's own: different ones for every generator. */
function generatorOf({ random }: CheckTools) {
  const permutation = (n: number): number[] => {
    const order = Array.from({ length: n }, (_, k) => k);
    for (let k = n - 1; k > 0; k--) {
      const other = random.integer(0, k + 1);
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    return order;
  };
  function rand(n: number, columns?: number) {
    return columns === undefined ? random.vector(n, 0, 1) : random.matrix(n, columns, 0, 1);
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  function randn(n: number, columns?: number) {
    const row = (length: number): Float32Array => Float32Array.from({ length }, normal);
    return columns === undefined ? row(n) : Array.from({ length: n }, () => row(columns));
  }
  return { uniform: random.uniform, integer: random.integer, normal, rand, randn, permutation };
}

const check: Check = (reader, tools) => {
  const { random, describe, plain, pass, fail } = tools;
  const batches = reader['batches'];
  if (typeof batches !== 'function') return fail('no-function', `There should be an exported function named batches; found ${describe(batches)}.`);
  const generator = generatorOf(tools);

  /** One epoch: each batch copied when it comes, and looked at again when all are there. */
  const take = (count: number, size: number, story: string): Epoch | ReturnType<typeof fail> => {
    const made: unknown = batches(count, size, generator);
    if (typeof (made as Iterable<unknown> | undefined)?.[Symbol.iterator] !== 'function') {
      return fail('no-batches', `batches should be a generator (function*), or give a list of batches; yours gives ${describe(made)}. ${story}`);
    }
    const given: unknown[] = [];
    const taken: number[][] = [];
    for (const batch of made as Iterable<unknown>) {
      const copied = plain(batch);
      if (!Array.isArray(copied)) return fail('not-a-batch', `Each batch should be a list of indices; yours is ${describe(batch)}. Yield a piece of the order, not a single index. ${story}`);
      given.push(batch);
      taken.push(copied as number[]);
      if (taken.length > count + 1) return fail('never-ends', `After ${taken.length} batches there is still no end. An epoch is over when every image has come once: stop when from reaches count. ${story}`);
    }
    const shared = given.findIndex((batch, k) => given.indexOf(batch) < k);
    const altered = given.findIndex((batch, k) => String(plain(batch)) !== String(taken[k]));
    if (shared >= 0 || altered >= 0) {
      return fail('shared-array', `${shared >= 0 ? `Batches ${given.indexOf(given[shared])} and ${shared} are one and the same array` : `Batch ${altered} was changed after it was given`}, so whoever keeps a batch finds other images in it later. Make a new list for each. ${story}`);
    }
    return taken;
  };

  const asked = [[60, 8], [64, 16], [50, 7], [20, 64], [9, 1], [1, 5], [random.integer(70, 90), 13]] as const;
  for (const [count, size] of asked) {
    const expected = Math.ceil(count / size);
    const story = `In this test: ${count} image${count === 1 ? '' : 's'}, ${size} at a time, so ${expected} batch${expected === 1 ? '' : 'es'}.`;
    const epochs: Epoch[] = [];
    for (let epoch = 0; epoch < 2; epoch++) {
      const taken = take(count, size, story);
      if ('passed' in taken) return taken;
      epochs.push(taken);
      const all = taken.flat();
      if (all.length === 0) return fail('nothing-yet', `No batch came that holds an image. Make a random order, cut it into pieces, and yield each. ${story}`);
      const stranger = all.findIndex((index) => !Number.isInteger(index) || index < 0 || index >= count);
      if (stranger >= 0) return fail('padded-batch', `A batch holds ${String(all[stranger])}, which is no index of an image: they go from 0 to ${count - 1}. The last batch may be shorter; slice stops at the end by itself. ${story}`);
      const largest = taken.reduce((most, batch) => Math.max(most, batch.length), 0);
      if (largest > size) return fail('batch-too-large', `A batch holds ${largest} images, and the size is ${size}. ${story}`);
      if (taken.some((batch) => batch.length === 0)) return fail('empty-batch', `A batch is empty. Its mean would be 0 divided by 0: stop before it. ${story}`);
      const different = new Set(all).size;
      if (different < all.length) return fail('repeated-images', `Some images come twice in one epoch: ${all.length} indices, ${different} different ones. Shuffle all indices once, then cut; do not draw each one anew. ${story}`);
      if (all.length < count) {
        return count - all.length === count % size
          ? fail('missing-last-batch', `${count - all.length} images never come, as many as would not fill a batch. Let the last batch be shorter. ${story}`)
          : fail('missed-image', `${count - all.length} of the images never come. Every index from 0 to ${count - 1} should come once. ${story}`);
      }
      if (count >= 9) {
        if (all.every((index, k) => index === k)) return fail('not-shuffled', `The indices come in the order of the file. Cut up random.permutation(count). ${story}`);
        if (all.every((index, k) => index === count - 1 - k)) return fail('not-shuffled', `The indices come in the order of the file, last first. Cut up random.permutation(count). ${story}`);
        if (count > size && size > 1 && taken.every((batch) => batch.toSorted((a, b) => a - b).every((index, k, sorted) => k === 0 || index === sorted[k - 1]! + 1))) {
          return fail('neighbours-together', `Each batch holds images that stand side by side in the file; only the batches, or the images within one, are shuffled. Shuffle all indices before you cut. ${story}`);
        }
      }
      if (taken.slice(0, -1).some((batch) => batch.length < size)) return fail('uneven-batches', `A batch in the middle is smaller than ${size}. Only the last one may be. ${story}`);
    }
    if (count >= 9 && epochs[1]!.flat().every((index, k) => index === epochs[0]!.flat()[k])) {
      return fail('same-order-each-epoch', `The second epoch has the same order as the first. Take the order from the generator that is given, anew each time; do not make one with a fixed seed inside. ${story}`);
    }
  }
  return fairly(take, tools) ?? pass('Every image once an epoch, in a new order each time, the last batch as small as it has to be.');
};

/** Whether every image comes in every place equally often, over many epochs: judged by how often, not by which. */
function fairly(take: (count: number, size: number, story: string) => Epoch | ReturnType<CheckTools['fail']>, { fail }: CheckTools) {
  const [count, size, epochs] = [6, 2, 6000];
  const story = `In this test: ${count} images, ${size} at a time, ${epochs} epochs.`;
  const seen = Array.from({ length: count }, () => new Array<number>(count).fill(0)); // image, place
  let together = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const taken = take(count, size, story);
    if ('passed' in taken) return taken;
    taken.flat().forEach((index, place) => seen[index]![place]!++);
    if (taken.some((batch) => batch.includes(0) && batch.includes(1))) together++;
  }
  const share = epochs / count; // 1000 of each, give or take 29
  for (const [index, places] of seen.entries()) {
    const place = places.findIndex((often) => Math.abs(often - share) > 145);
    if (place >= 0) {
      return fail('unfair-order', `Image ${index} came ${places[place]} times in place ${place}, where ${share} would be fair: the order is not quite random. random.permutation(count) gives every order the same chance. ${story}`);
    }
  }
  // One partner in five: 1200 times, give or take 31.
  if (Math.abs(together - epochs / 5) > 155) {
    return fail('unfair-order', `Images 0 and 1 came in one batch ${together} times, where ${epochs / 5} would be fair: the order is not quite random. random.permutation(count) gives every order the same chance. ${story}`);
  }
  return undefined;
}

export default check;
