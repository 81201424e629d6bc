import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = readonly (readonly number[])[];
type Labels = readonly number[];
type Given = [images: Uint8Array[], labels: Uint8Array, trainingCount: number, validationCount: number];
type Function = (...given: unknown[]) => unknown;
type Fields = Readonly<Record<string, unknown>>;
type Cut = (count: number, training: number, validation: number) => readonly [from: number, to: number] | null;

const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined);

const check: Check = (reader, { judge, random, describe, fail }) => {
  const [split, rank] = [reader['split'], reader['rank']];
  if (typeof split !== 'function') return fail('no-function', `There should be an exported function named split; found ${describe(split)}.`);
  if (typeof rank !== 'function') return fail('no-function', `There should be an exported function named rank; found ${describe(rank)}.`);

  /** Each image knows its number, by its first pixel. No two labels that lie near each other are the same. */
  const ask = (training: number, validation: number, rest: number, what: string): { given: Given; what: string } => {
    const count = training + validation + rest;
    const begin = random.integer(0, 10);
    const labels = Uint8Array.from({ length: count }, (_, n) => (begin + 3 * n + Math.floor(n / 10)) % 10);
    return { given: [Array.from({ length: count }, (_, n) => Uint8Array.of(n, 7, random.integer(0, 256), random.integer(0, 256))), labels, training, validation], what };
  };
  const questions = [
    ask(4, 2, 1, 'one image left over'),
    ask(4, 2, 1, 'one image left over'),
    ask(20, 8, 3, 'some images left over'),
    ask(5, 9, 4, 'more images for validation than for training'),
    ask(12, 5, 0, 'no image left over'),
    ask(3, 1, 6, 'one image for validation'),
    ask(1, 2, 20, 'one image for training'),
  ];
  const cutting = (cut: Cut, what: 'images' | 'labels') => (images: Rows, labels: Labels, training: number, validation: number): unknown => {
    const places = cut(images.length, training, validation);
    return places && (what === 'images' ? images : labels).slice(places[0], places[1]);
  };
  const parts = {
    training: {
      right: ((_n, a) => [0, a]) as Cut,
      mistakes: [
        ['not-split', (n) => [0, n], 'training holds all images. Cut the list: slice(from, to).'],
        ['wrong-part', () => [0, 0], 'The training part is empty.'],
        ['skips-one', (_n, a) => [1, a], 'The first image is lost. slice(a, b) begins with a: begin at 0.'],
        ['skips-one', (_n, a) => [0, a - 1], 'The last training image is lost. slice(a, b) ends before b: end at trainingCount.'],
        ['overlap', (_n, a, b) => [0, a + b], 'The training part holds the validation images too. End at trainingCount.'],
        ['parts-swapped', (_n, a, b) => [a, a + b], 'The training part holds the validation images.'],
        ['one-too-many', (n, a) => (a < n ? [0, a + 1] : null), 'The training part has one image too many. slice(a, b) ends before b: end at trainingCount.'],
      ] as readonly (readonly [string, Cut, string])[],
    },
    validation: {
      right: ((_n, a, b) => [a, a + b]) as Cut,
      mistakes: [
        ['not-split', (n) => [0, n], 'validation holds all images. Cut the list: slice(from, to).'],
        ['overlap', (_n, _a, b) => [0, b], 'The validation images are the first ones of all, and those are trained on. Begin where training ends.'],
        ['overlap', (_n, a, b) => [0, a + b], 'The validation part holds the training images too. Begin where training ends.'],
        ['overlap', (_n, a) => [0, a], 'The validation part holds the training images. Begin where training ends.'],
        ['takes-the-rest', (n, a) => [a, n], 'Validation takes all that is left. It should be as many images as it is told: end at trainingCount + validationCount.'],
        ['takes-the-last', (n, _a, b) => [n - b, n], 'Validation takes the last images. Take those that follow the training images.'],
        ['skips-one', (_n, a, b) => [a + 1, a + b + 1], 'One image between the two parts is lost. slice(a, b) ends before b, so the next part begins at b.'],
        ['skips-one', (_n, a, b) => [a + 1, a + b], 'One image between the two parts is lost. slice(a, b) ends before b, so the next part begins at b.'],
        ['skips-one', (_n, a, b) => [a, a + b - 1], 'The last validation image is lost. slice(a, b) ends before b.'],
        ['overlap', (_n, a, b) => [a - 1, a + b - 1], 'The last training image is in the validation part too. Begin at trainingCount.'],
        ['overlap', (_n, a, b) => [a - 1, a + b], 'The last training image is in the validation part too. Begin at trainingCount.'],
        ['ends-at-count', (_n, a, b) => [a, b], 'The second number of slice is where it ends, and not how many it takes. End at trainingCount + validationCount.'],
        ['wrong-part', () => [0, 0], 'The validation part is empty. The second number of slice is where it ends, and not how many it takes.'],
        ['one-too-many', (n, a, b) => [a, Math.min(n, a + b + 1)], 'The validation part has one image too many. slice(a, b) ends before b: end at trainingCount + validationCount.'],
      ] as readonly (readonly [string, Cut, string])[],
    },
  };
  for (const name of ['training', 'validation'] as const) {
    const { right, mistakes } = parts[name];
    for (const what of ['images', 'labels'] as const) {
      const part = (images: unknown, labels: unknown, training: unknown, validation: unknown): unknown => fieldOf(fieldOf((split as Function)({ images, labels }, training, validation), name), what);
      const verdict = judge<Given>({ split: part }, {
        name: 'split',
        takes: ['the images', 'the labels', 'trainingCount', 'validationCount'],
        questions,
        right: cutting(right, what),
        mistakes: mistakes.map(([id, cut, message]) => (what === 'images'
          ? [id, cutting(cut, what), message] as const
          : ['labels-not-split', cutting(cut, what), `The images of ${name} are right, but their labels are not those of the same images. Cut both lists in the same places.`] as const)),
        // An untouched split gives everything; a missing field gives nothing at all.
        keep: 'Cut pieces out with slice: it leaves the list as it is.',
        shape: `This is about ${name}.${what}: split should give { training, validation }, each with images and labels.`,
        example: ({ given: [, , training, validation] }, { at, told }) => {
          const place = `In a test with trainingCount ${training} and validationCount ${validation}, ${name}.${what}[${at[0]}] should be`;
          return what === 'labels' ? `${place} ${told[0]}; yours is ${told[1]}.` : at[1] === 0 ? `${place} image ${told[0]}; yours is image ${told[1]}.` : '';
        },
        wrong: what === 'images' ? ['wrong-part', `${name} does not hold the right images.`] : ['labels-not-split', `The images of ${name} are right, but their labels are not those of the same images. Cut both lists in the same places.`],
        names: what === 'labels' ? {} : {},
        pass: '',
      });
      if (!verdict.passed) return verdict;
    }
  }

  // Two calls of the same size: what the first gave must stay as it was.
  const shared = (first: unknown, then: unknown): boolean => typeof first === 'object' && first !== null && first === then;
  const [some, others] = [questions[0]!.given, questions[1]!.given].map(([images, labels, training, validation]) => (split as Function)({ images, labels }, training, validation));
  if (shared(some, others) || shared(fieldOf(some, 'training'), fieldOf(others, 'training')) || shared(fieldOf(some, 'validation'), fieldOf(others, 'validation'))) {
    return fail('shared-array', 'Two calls of split give one and the same object, so each overwrites the answer of the one before. Make a new one inside the function.');
  }

  type Results = [training: number[], validation: number[]];
  /** So many networks, in an order that no accuracy has. */
  const networks = (training: number[], validation: number[], what: string): { given: Results; what: string } => ({ given: [training, validation], what });
  const shuffled = random.uniform(0, 0.01);
  const rankings = [
    networks([0.99, 0.97, 0.98], [0.9, 0.95, 0.92], 'three networks'),
    // The best in training is the worst in validation, and the others are mixed.
    networks([0.95, 0.99, 0.93, 0.97, 0.91], [0.861, 0.8 + shuffled, 0.893, 0.872, 0.85], 'five networks'),
    networks([0.9, 0.95, 0.85], [0.93, 0.94, 0.88], 'a network that does better in validation'),
    networks([0.97, 0.96, 0.98, 0.94], [0.95, 0.94, 0.93, 0.92], 'networks that are in order'),
    networks([0.97, 0.96, 0.98, 0.94], [0.92, 0.93, 0.94, 0.95], 'networks in the opposite order'),
    networks([0.9], [0.8], 'one network'),
    networks([0.0412, 0.9301, 0.0302], [0.0311, 0.9298, 0.0309], 'small accuracies and small gaps'),
  ];
  const named = (k: number): string => `network ${k + 1}`;
  type Row = Readonly<Record<'name' | 'training' | 'validation', unknown>>;
  const reading = {
    rank(training: number[], validation: number[]): unknown {
      const results = training.map((value, k) => ({ name: named(k), training: value, validation: validation[k] }));
      const rows = (rank as Function)(results);
      // What stands in the list afterwards, for the kit to look at.
      training.length = validation.length = results.length;
      results.forEach((row: Row, k) => ([training[k], validation[k]] = [row.training as number, row.validation as number]));
      return rows;
    },
  };
  const ordered = (training: Labels, _validation: Labels, by: (k: number) => number): number[] => training.map((_, k) => k).sort((a, b) => by(b) - by(a));
  const judged = <Value>(what: string, of: (row: unknown) => unknown, right: (training: Labels, validation: Labels) => Value[], mistakes: readonly (readonly [string, (training: Labels, validation: Labels) => unknown, string])[], wrong: readonly [string, string]) =>
    judge<Results>({ rank: (training: unknown, validation: unknown) => {
      const rows: unknown = (reading.rank as Function)(training, validation);
      return Array.isArray(rows) ? Array.from(rows, of) : rows;
    } }, {
      name: 'rank',
      takes: ['the training accuracies', 'the validation accuracies'],
      questions: rankings,
      right,
      mistakes,
      keep: 'sort works in place: sort a copy, such as what map has made.',
      shape: `This is about the ${what} of each row: give a list with a row for each network.`,
      example: ({ given: [training, validation], right: wanted, got }, { told, at: [k] }) => {
        const list = training.map((value, n) => `${named(n)} with ${value} in training and ${Number(validation[n]!.toFixed(4))} in validation`).join(', ');
        return `In a test there are ${list}. ${what === 'place' ? `The order should be ${(wanted as number[]).map((n) => n + 1).join(', ')}; yours is ${(got as number[]).map((n) => n + 1).join(', ')}.` : `The ${what} of row ${k} should be ${told[0]}; yours is ${told[1]}.`}`;
      },
      wrong,
      pass: 'Two parts that share no image, and a ranking by the one that nobody learnt from.',
    });
  const placeOf = (row: unknown): number => {
    const name = fieldOf(row, 'name');
    return typeof name === 'string' ? rankings[1]!.given[0].findIndex((_, k) => named(k) === name) : -1;
  };
  const order = judged('place', placeOf, (training, validation) => ordered(training, validation, (k) => validation[k]!), [
    ['nothing-ranked', () => [], 'split is right. rank gives an empty list: make a row for each network, with name, validation and gap, then sort the rows.'],
    ['ranked-by-training', (training, validation) => ordered(training, validation, (k) => training[k]!), 'You rank by the accuracy in training. A network that knows its images by heart would win. Rank by validation.'],
    ['worst-first', (training, validation) => ordered(training, validation, (k) => -validation[k]!), 'The worst comes first. sort takes a function that gives a number below zero when a should come first: b.validation - a.validation.'],
    ['not-ranked', (training) => training.map((_, k) => k), 'The rows are in the order in which they came. Sort them by validation.'],
    ['ranked-by-gap', (training, validation) => ordered(training, validation, (k) => training[k]! - validation[k]!), 'You rank by the gap. Rank by validation.'],
    ['ranked-by-gap', (training, validation) => ordered(training, validation, (k) => validation[k]! - training[k]!), 'You rank by the gap. Rank by validation.'],
    ['no-names', (training) => training.map(() => -1), 'The rows have no name of one of the networks. Keep it: { name, validation, gap }.'],
  ], ['wrong-order', 'The rows are not in the order of their validation accuracies, the best first.']);
  if (!order.passed) return order;
  const listOf = (...validation: number[]): unknown => (rank as Function)(validation.map((value, k) => ({ name: named(k), training: 0.9, validation: value })));
  if (shared(listOf(0.7, 0.8), listOf(0.6, 0.5))) return fail('shared-array', 'Two calls of rank give one and the same list, so each overwrites the answer of the one before. Make a new one inside the function.');
  const gaps = (training: Labels, validation: Labels, of: (t: number, v: number) => number): number[] => ordered(training, validation, (k) => validation[k]!).map((k) => of(training[k]!, validation[k]!));
  const gap = judged('gap', (row) => fieldOf(row, 'gap'), (training, validation) => gaps(training, validation, (t, v) => 100 * (t - v)), [
    ['gap-upside-down', (training, validation) => gaps(training, validation, (t, v) => 100 * (v - t)), 'The gap has the wrong sign: training minus validation.'],
    ['gap-not-in-points', (training, validation) => gaps(training, validation, (t, v) => t - v), 'The gap is a share. In points it is a hundred times that.'],
    ['absolute-gap', (training, validation) => gaps(training, validation, (t, v) => 100 * Math.abs(t - v)), 'Your gap is never below 0. Where a network does better in validation it should be: training minus validation, with its sign.'],
    ['absolute-gap', (training, validation) => gaps(training, validation, (t, v) => 100 * Math.max(0, t - v)), 'Your gap is never below 0. Where a network does better in validation it should be: training minus validation, with its sign.'],
  ], ['wrong-gap', 'The gap is training minus validation, in points.']);
  if (!gap.passed) return gap;
  return judged('validation', (row) => fieldOf(row, 'validation'), (training, validation) => gaps(training, validation, (_t, v) => v), [
    ['validation-missing', (training) => training.map(() => undefined), 'The rows have no validation. Keep it, as a share: { name, validation, gap }.'],
    ['validation-missing', (training, validation) => gaps(training, validation, (_t, v) => 100 * v), 'The validation of the rows is in per cent. Keep it as a share, from 0 to 1.'],
  ], ['validation-missing', "Each row should have the network's own validation accuracy, as a share."]);
};

export default check;
