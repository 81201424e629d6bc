import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Digits {
  readonly images: Uint8Array[];
  readonly labels: Uint8Array;
}
interface Ranked {
  readonly name?: unknown;
  readonly validation?: unknown;
  readonly gap?: unknown;
}

const check: Check = (reader, { random, close, describe, pass, fail }) => {
  const [split, rank] = [reader['split'], reader['rank']];
  if (typeof split !== 'function') return fail('no-function', `There should be an exported function named split; found ${describe(split)}.`);
  if (typeof rank !== 'function') return fail('no-function', `There should be an exported function named rank; found ${describe(rank)}.`);

  for (let round = 0; round < 3; round++) {
    const [first, next, rest] = [random.integer(20, 30), random.integer(8, 15), random.integer(3, 7)];
    const count = first + next + rest;
    // Each image knows its number, by its first two pixels.
    const images = Array.from({ length: count }, (_, n) => Uint8Array.of(n, 7, ...random.vector(4, 0, 255)));
    const labels = Uint8Array.from({ length: count }, () => random.integer(0, 10));
    const parts = split({ images, labels }, first, next) as { training?: Digits; validation?: Digits } | undefined;
    const story = `In this test there are ${count} images; the first ${first} are for training, the next ${next} for validation, and ${rest} are left over.`;
    if (typeof parts !== 'object' || parts === null) return fail('wrong-shape', `split should give { training, validation }; yours gives ${describe(parts)}. ${story}`);
    for (const [name, from, to] of [['training', 0, first], ['validation', first, first + next]] as const) {
      const part = parts[name];
      if (!Array.isArray(part?.images) || part.labels?.length === undefined) return fail('wrong-shape', `split should give ${name} with images and labels. ${story}`);
      const numbers = part.images.map((image) => image[0]!);
      const is = (a: number, b: number): boolean => numbers.length === b - a && numbers.every((number, k) => number === a + k);
      if (!is(from, to)) {
        if (is(0, count)) return fail('not-split', `${name} holds all ${count} images. Cut the list: slice(from, to). ${story}`);
        if (name === 'validation' && is(0, next)) return fail('overlap', `The validation images are the first ${next}, and those are trained on. Begin where training ends. ${story}`);
        if (name === 'validation' && is(first, count)) return fail('takes-the-rest', `Validation takes all that is left. It should be ${next} images: end at trainingCount + validationCount. ${story}`);
        if (name === 'validation' && is(count - next, count)) return fail('takes-the-last', `Validation takes the last ${next} images. Take those that follow the training images. ${story}`);
        if (name === 'validation' && (is(first + 1, first + next + 1) || is(first + 1, first + next))) return fail('skips-one', `One image between the two parts is lost. slice(a, b) ends before b, so the next part begins at b. ${story}`);
        if (name === 'validation' && is(first - 1, first + next - 1)) return fail('overlap', `The last training image is in the validation part too. Begin at trainingCount. ${story}`);
        if (name === 'validation' && numbers.length === 0) return fail('wrong-part', `The validation part is empty. The second number of slice is where it ends, and not how many it takes. ${story}`);
        return fail('wrong-part', `${name} should hold images ${from} to ${to - 1}; yours has ${numbers.length}${numbers.length ? `, the first is ${numbers[0]}` : ''}. ${story}`);
      }
      if (part.labels.length !== to - from || ![...part.labels].every((label, k) => label === labels[from + k])) {
        return fail('labels-not-split', `The images of ${name} are right, but their labels are not those of the same images. Cut both lists in the same places. ${story}`);
      }
    }

    const results = Array.from({ length: 5 }, (_, k) => ({ name: `network ${k}`, training: random.uniform(0.9, 1), validation: random.uniform(0.8, 0.9) }));
    // The best in training is the worst in validation, and the others are mixed.
    results.toSorted((a, b) => a.validation - b.validation).forEach((result, k) => (result.training = 0.99 - 0.01 * ((2 * k) % 5)));
    if (round === 2) results.reverse();
    const before = JSON.stringify(results);
    const rows = rank(results) as Ranked[];
    if (JSON.stringify(results) !== before) return fail('changes-input', 'rank changed the list that it was given: sort works in place. Sort a copy, such as what map has made.');
    if (!Array.isArray(rows)) return fail('wrong-shape', `rank should give a list; yours gives ${describe(rows)}.`);
    if (rows.length === 0) return fail('nothing-ranked', 'split is right. rank gives an empty list: make a row for each network, with name, validation and gap, then sort the rows.');
    const expected = results.toSorted((a, b) => b.validation - a.validation);
    const names = (list: readonly { readonly name?: unknown }[]): string => list.map(({ name }) => String(name)).join(', ');
    const want = `Here the order should be ${names(expected)}; yours is ${names(rows)}.`;
    if (names(rows) !== names(expected)) {
      if (names(rows) === names(results.toSorted((a, b) => b.training - a.training))) return fail('ranked-by-training', `You rank by the accuracy in training. A network that knows its images by heart would win. Rank by validation. ${want}`);
      if (names(rows) === names(expected.toReversed())) return fail('worst-first', `The worst comes first. sort takes a function that gives a number below zero when a should come first: b.validation - a.validation. ${want}`);
      if (names(rows) === names(results)) return fail('not-ranked', `The rows are in the order in which they came. Sort them by validation. ${want}`);
      return fail('wrong-order', want);
    }
    const gaps = rows.map(({ gap }) => gap);
    const right = expected.map(({ training, validation }) => 100 * (training - validation));
    const example = `${expected[0]!.name} has ${(100 * expected[0]!.training).toFixed(2)} % in training and ${(100 * expected[0]!.validation).toFixed(2)} % in validation, a gap of ${right[0]!.toFixed(2)} points; yours is ${String(gaps[0])}.`;
    if (!close(gaps, right, 1e-4)) {
      if (close(gaps, right.map((gap) => -gap), 1e-4)) return fail('gap-upside-down', `The gap has the wrong sign: training minus validation. ${example}`);
      if (close(gaps, right.map((gap) => gap / 100), 1e-4)) return fail('gap-not-in-points', `The gap is a share. In points it is a hundred times that. ${example}`);
      return fail('wrong-gap', `The gap is training minus validation, in points. ${example}`);
    }
    if (!close(rows.map(({ validation }) => validation), expected.map(({ validation }) => validation), 1e-6)) return fail('validation-missing', `Each row should have the network's validation accuracy, as a share. ${example}`);
  }
  return pass('Two parts that share no image, and a ranking by the one that nobody learnt from.');
};

export default check;
