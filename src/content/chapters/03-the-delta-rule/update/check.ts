import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];
type Vector = Float32Array;

const same = (a: Vector, b: Vector): boolean => a.every((value, k) => Object.is(value, b[k]));
const show = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value));

/** What one lesson looks like from outside: everything that went in, and the change of each weight. */
interface Lesson {
  readonly image: Vector; // [784]
  readonly prediction: Vector; // [10]
  readonly label: Vector; // [10]
  readonly delta: Vector; // [10]
  readonly alpha: number;
}

/** Changes of weights[i][j] that a common mistake would make, and what to say about it. */
const mistakes: ReadonlyArray<readonly [id: string, change: (lesson: Lesson) => (i: number, j: number) => number, message: string]> = [
  ['sign-of-delta', (l) => (i, j) => l.alpha * l.image[i]! * l.delta[j]!,
    'Every step has the right size and the wrong direction. A score that is too high needs smaller weights: with delta = prediction - label, take the step away (-=).'],
  ['forgotten-alpha', (l) => (i, j) => -l.image[i]! * l.delta[j]!,
    'The direction is right, but the steps are full-sized. Multiply each by alpha.'],
  ['fixed-alpha', (l) => (i, j) => -0.01 * l.image[i]! * l.delta[j]!,
    'The steps are made with 0.01, whatever alpha is given. Use the parameter alpha, so that the widget can change it.'],
  ['alpha-twice', (l) => (i, j) => -l.alpha * l.alpha * l.image[i]! * l.delta[j]!,
    'The steps hold alpha twice over (alpha × alpha). Once is enough.'],
  ['factor-two', (l) => (i, j) => -2 * l.alpha * l.image[i]! * l.delta[j]!,
    'The steps are exactly twice as long as expected. The slope of the squared error does hold a 2, but in this book that 2 goes into alpha: leave it out.'],
  ['forgotten-image', (l) => (_i, j) => -l.alpha * l.delta[j]!,
    'Every pixel gets the same step. A weight moves in proportion to its own pixel: multiply by image[i].'],
  ['forgotten-label', (l) => (i, j) => -l.alpha * l.image[i]! * l.prediction[j]!,
    'The steps follow the prediction alone, as if every score should be 0. Delta is the prediction minus the label.'],
  ['error-instead-of-delta', (l) => (i, j) => -l.alpha * l.image[i]! * l.delta[j]! ** 2,
    'The steps use the squared error. Squaring loses the sign, so every weight can only go down. Use delta, which is not squared.'],
  ['only-the-label', (l) => (i, j) => (l.label[j] === 1 ? -l.alpha * l.image[i]! * l.delta[j]! : 0),
    'Only the weights of the right digit moved. All ten scores were off, so all ten columns have something to learn.'],
  ['transposed-outer-product', (l) => (i, j) => (i < 10 ? -l.alpha * l.image[j]! * l.delta[i]! : 0),
    'The indices are swapped: the step for weights[j][i] went where weights[i][j] should move. The row i is the pixel, the column j is the digit.'],
  ['moving-target', (l) => {
      const shrink = new Float64Array(l.image.length);
      let factor = 1;
      for (let i = 0; i < l.image.length; i++) {
        shrink[i] = factor;
        factor *= 1 - l.alpha * l.image[i]! ** 2;
      }
      return (i, j) => -l.alpha * l.image[i]! * l.delta[j]! * shrink[i]!;
    },
    'The first weights move rightly, later ones too little: delta is worked out again while the weights are already moving. Work out all of delta once, before the first weight moves.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const update = reader['update'];
  if (typeof update !== 'function') return fail('no-update', `There should be an exported function named update; found ${describe(update)}.`);

  for (let round = 0; round < 3; round++) {
    const image = random.image(); // [784]
    for (let i = 0; i < 10; i++) image[i] = random.uniform(0.2, 1);
    const weights = random.matrix(784, 10, -0.3, 0.5); // [784, 10]
    const digit = random.integer(0, 10);
    const label = new Float32Array(10); // [10]
    label[digit] = 1;
    const alpha = random.uniform(0.015, 0.03);
    const prediction = new Float32Array(10); // [10]
    for (let j = 0; j < 10; j++) for (let i = 0; i < 784; i++) prediction[j]! += image[i]! * weights[i]![j]!;
    const delta = prediction.map((score, j) => score - label[j]!); // [10]
    const lesson: Lesson = { image: copy(image), prediction, label: copy(label), delta, alpha };

    const changes = (change: (i: number, j: number) => number): Matrix => weightsBefore.map((row, i) => row.map((_, j) => change(i, j)));
    const weightsBefore = copy(weights);
    const returned: unknown = update(weights, image, label, alpha);
    const changedInPlace = !weights.every((row, i) => same(row, weightsBefore[i]!));
    const replaced = !changedInPlace && returned !== undefined && returned !== weights;
    const after = (replaced ? returned : weights) as Matrix;

    if (!same(image, lesson.image) || !same(label, lesson.label)) {
      return fail('changes-input', 'update changed the image or the label. They are the lesson; only the weights should move.');
    }
    if (!changedInPlace && returned === undefined) {
      return fail('not-in-place',
        'After update, all 7,840 weights are exactly what they were. Steps made on a copy are lost: change weights[i][j] itself, with -=, for every i and j.');
    }
    if (replaced && !(Array.isArray(after) && after.length === 784 && after.every((row) => row?.length === 10))) {
      return fail('wrong-shape', `update may return new weights instead of changing the old ones. Then they must be 784 rows of 10; yours returned ${describe(returned)}.`);
    }

    const broken = after.findIndex((row) => !row.every(Number.isFinite));
    if (broken >= 0) {
      const column = after[broken]!.findIndex((value) => !Number.isFinite(value));
      return fail('not-a-number',
        `weights[${broken}][${column}] became ${after[broken]![column]}. That happens when a value is read past the end of an array: image has 784 numbers, prediction and label have 10.`);
    }

    const actual = changes((i, j) => after[i]![j]! - weightsBefore[i]![j]!);
    const expected = changes((i, j) => -alpha * image[i]! * delta[j]!);
    if (close(actual, expected, 1e-3)) continue;

    for (const [id, change, message] of mistakes) {
      if (close(actual, changes(change(lesson)), 1e-3)) return fail(id, `${message} ${example()}`);
    }
    return fail('wrong-step', `Some weights did not move as the rule says. ${example()}`);

    /** The weight that is furthest from where it should be, with the numbers that go into it. */
    function example(): string {
      let [row, column] = [0, 0];
      const off = (i: number, j: number): number => Math.abs(actual[i]![j]! - expected[i]![j]!);
      for (let i = 0; i < 784; i++) for (let j = 0; j < 10; j++) if (off(i, j) > off(row, column)) [row, column] = [i, j];
      const before = weightsBefore[row]![column]!;
      return `For instance weights[${row}][${column}] was ${show(before)}; with image[${row}] = ${show(image[row]!)}, delta[${column}] = ${show(delta[column]!)} and alpha = ${show(alpha)} `
        + `it should become ${show(before + expected[row]![column]!)}, and became ${show(after[row]![column]!)}.`;
    }
  }
  return pass('Your update moves all 7,840 weights as the delta rule says. It is ready for the 60,000 images.');
};

export default check;
