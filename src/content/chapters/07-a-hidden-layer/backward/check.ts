import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Rows = readonly Numbers[];
type Given = [weights1: Float32Array[], bias1: Float32Array, weights2: Float32Array[], bias2: Float32Array, image: Float32Array, label: Float32Array];
type Own = [weights1: Rows, bias1: Numbers, weights2: Rows, bias2: Numbers, image: Numbers, label: Numbers];
type Function = (...given: unknown[]) => unknown;
type Mistakes = ReadonlyArray<readonly [id: string, of: (lesson: Lesson) => unknown, message: string]>;
interface Lesson {
  readonly image: Numbers;
  readonly label: Numbers;
  readonly weights2: Rows;
  readonly sums: Numbers;
  readonly hidden: Numbers;
  readonly scores: Numbers;
  readonly delta2: Numbers;
  readonly delta1: Numbers;
}

const outer = (a: Numbers, b: Numbers): number[][] => a.map((x) => b.map((y) => x * y));
const layer = (row: Numbers, weights: Rows, bias: Numbers): number[] => bias.map((start, j) => row.reduce((sum, value, i) => sum + value * weights[i]![j]!, start));
/** delta passed back through the weights. */
const back = (delta: Numbers, weights: Rows): number[] => weights.map((row) => row.reduce((sum, weight, j) => sum + weight * delta[j]!, 0));
const slope = (sum: number): number => Number(sum > 0);
/** Where as many units as outputs are, swapped indices read no other numbers than there are. */
const isSquare = ({ weights2 }: Lesson): boolean => weights2.length === weights2[0]!.length;

function lessonOf(...[weights1, bias1, weights2, bias2, image, label]: Own): Lesson {
  const sums = layer(image, weights1, bias1);
  const hidden = sums.map((sum) => Math.max(0, sum));
  const scores = layer(hidden, weights2, bias2);
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((a, b) => a + b);
  const delta2 = powers.map((power, j) => power / total - label[j]!);
  const delta1 = back(delta2, weights2).map((value, i) => value * slope(sums[i]!));
  return { image, label, weights2, sums, hidden, scores, delta2, delta1 };
}

const delta2Mistakes: Mistakes = [
  ['nothing-yet', ({ delta2 }) => delta2.map(() => 0), 'delta2 is all zeros. It is probabilities minus label, as in chapter 5.'],
  ['sign-of-delta', ({ delta2 }) => delta2.map((value) => -value), 'delta2 has the wrong sign: it is probabilities minus label, in that order.'],
  ['forgotten-softmax', ({ scores, label }) => scores.map((score, j) => score - label[j]!), 'delta2 is made from the scores. Use the probabilities.'],
  ['forgotten-label', ({ delta2, label }) => delta2.map((value, j) => value + label[j]!), 'delta2 is the probabilities alone. Take the label away.'],
  ['label-added', ({ delta2, label }) => delta2.map((value, j) => value + 2 * label[j]!), 'The label is added to the probabilities. Take it away.'],
  ['label-alone', ({ label }) => label, 'delta2 is the label alone. It is probabilities minus label.'],
];

const delta1Mistakes: Mistakes = [
  ['nothing-passed-back', ({ delta1 }) => delta1.map(() => 0), 'delta1 is all zeros. Each delta2[j] comes back through weights2[i][j]. (The deltas of softmax add up to 0, so that without the weights nothing is left.)'],
  ['missing-slope', ({ delta2, weights2 }) => back(delta2, weights2), 'delta1 is passed back rightly, but the slope is missing. A hidden unit whose sum is not above 0 was cut off by ReLU: its delta is 0.'],
  ['hidden-for-slope', ({ delta2, weights2, hidden }) => back(delta2, weights2).map((value, i) => value * hidden[i]!), 'delta1 is multiplied by the hidden output. Multiply by the slope instead: 1 where the sum is above 0, else 0.'],
  ['slope-turned-round', ({ delta2, weights2, sums }) => back(delta2, weights2).map((value, i) => value * (1 - slope(sums[i]!))), 'The slope is turned round: a unit passes its delta on where its sum is above 0, and here it does where it is not.'],
  ['slope-of-the-delta', ({ delta2, weights2 }) => back(delta2, weights2).map((value) => Math.max(0, value)), 'ReLU is applied to the delta. A delta may be negative; what decides is the sign of the sum on the way forward.'],
  ['sign-of-delta', ({ delta1 }) => delta1.map((value) => -value), 'delta1 has the wrong sign. Add what comes back (+=).'],
  ['transposed-weights', (lesson) => (isSquare(lesson) ? lesson.sums.map((sum, i) => slope(sum) * lesson.delta2.reduce((total, delta, j) => total + delta * lesson.weights2[j]![i]!, 0)) : null), 'The indices of weights2 are swapped. On the way back, hidden unit i hears from all outputs j by weights2[i][j]: row i, not column i.'],
  ['last-output-only', ({ delta2, weights2, sums }) => sums.map((sum, i) => slope(sum) * delta2.at(-1)! * weights2[i]!.at(-1)!), 'Only the last output reaches the hidden layer: each one replaces those before it. Add, with +=.'],
  ['first-output-only', ({ delta2, weights2, sums }) => sums.map((sum, i) => slope(sum) * delta2[0]! * weights2[i]![0]!), 'Only the first output reaches the hidden layer. All of them do: go through every j.'],
  ['delta-per-position', (lesson) => (isSquare(lesson) ? lesson.sums.map((sum, i) => slope(sum) * lesson.delta2[i]!) : null), 'delta1 is delta2 itself, unit by unit. Each hidden unit leads to all outputs: pass delta2 back through weights2.'],
];

const gradientMistakes = (name: 'weightDeltas2' | 'weightDeltas1'): Mistakes => {
  const [input, delta] = name === 'weightDeltas2' ? (['hidden', 'delta2'] as const) : (['image', 'delta1'] as const);
  return [
    ['no-weight-gradient', (one) => outer(one[input], one[delta].map(() => 0)), `${name} is all zeros. It is the outer product of what goes into the layer and the layer's delta.`],
    ['transposed-outer-product', (one) => outer(one[delta], one[input]), `${name} lies on its side. Its rows are the inputs of the layer, its columns the units: outer(${input}, ${delta}).`],
    ['sign-of-gradient', (one) => outer(one[input], one[delta].map((value) => -value)), `${name} has the wrong sign. The gradient is input times delta; the minus comes with the step.`],
    ...(name === 'weightDeltas2'
      ? [
          ['sums-for-hidden', (one) => outer(one.sums, one.delta2), 'weightDeltas2 is made with the sums. What goes into the second layer is the hidden output, after ReLU.'] as const,
          ['image-for-hidden', (one) => outer(one.image, one.delta2), 'weightDeltas2 is made with the image. What goes into the second layer is the hidden output.'] as const,
        ] satisfies Mistakes
      : []),
  ];
};

const check: Check = (reader, { judge, inputs, random, describe, fail }) => {
  const backward = reader['backward'];
  if (typeof backward !== 'function') return fail('no-function', `There should be an exported function named backward; found ${describe(backward)}.`);

  /** A network whose first two units are far on either side of the bend, and an image with a label. */
  const ask = (pixels: number, units: number, outputs: number, image = inputs.vector(pixels, 'positive'), scale = 0.3, digit?: number): Given => {
    const bias1 = random.vector(units, -0.3, 0.3);
    bias1.set(units > 1 ? [6, -6] : [6]);
    const weights2 = inputs.matrix(units, outputs).map((row) => row.map((weight) => scale * weight));
    const weights1 = random.matrix(pixels, units, -0.5, 0.5);
    const bias2 = random.vector(outputs);
    // Not the digit of the highest score: near 0 a delta would be lost in rounding.
    const plain = (rows: Float32Array[]): number[][] => rows.map((row) => Array.from(row));
    const { scores } = lessonOf(plain(weights1), Array.from(bias1), plain(weights2), Array.from(bias2), Array.from(image), Array.from(bias2));
    const others = scores.flatMap((score, j) => (score < Math.max(...scores) ? [j] : []));
    return [weights1, bias1, weights2, bias2, image, inputs.oneHot(digit ?? others[random.integer(0, others.length)]!, outputs)];
  };
  // Square ones first, so that swapped indices give numbers; then with shapes all different.
  const questions = [
    { given: ask(6, 4, 4), what: 'as many hidden units as outputs' },
    { given: ask(5, 4, 4), what: 'as many hidden units as outputs' },
    { given: ask(9, 7, 10), what: 'fewer hidden units than outputs' },
    { given: ask(12, 9, 3), what: 'more hidden units than outputs' },
    { given: ask(7, 1, 3), what: 'one hidden unit' },
    { given: ask(8, 5, 6, inputs.vector(8, 'zeros')), what: 'blank pixels' },
    { given: ask(4, 5, 6, inputs.vector(4, 'blank')), what: 'a blank image' },
    { given: ask(6, 5, 4, inputs.vector(6, 'positive').map((pixel) => 10 * pixel), 0.05), what: 'large sums' },
  ];
  // Scores whose powers no float can hold; sums just above and just below 0; the first and the last digit.
  const loud = ask(6, 5, 4, inputs.vector(6, 'positive'), 30, 3);
  loud[3][3] = -2000;
  const bent = ask(5, 6, 4, new Float32Array(5));
  bent[1].set([5e-4, -5e-4, 2e-4, -2e-4, 0.3, -0.3]);
  questions.push(
    { given: loud, what: 'very large scores' },
    { given: bent, what: 'sums just above or below 0' },
    { given: ask(5, 4, 6, undefined, 0.3, 0), what: 'the first digit as label' },
    { given: ask(5, 4, 6, undefined, 0.3, 5), what: 'the last digit as label' },
  );
  const gradients = (...[weights1, bias1, weights2, bias2, image, label]: unknown[]): unknown => (backward as Function)({ weights1, bias1, weights2, bias2 }, image, label);
  const first = gradients(...questions[0]!.given.map((value) => (Array.isArray(value) ? value.map((row: Float32Array) => row.slice()) : (value as Float32Array).slice())));
  if (typeof first !== 'object' || first === null) return fail('no-gradients', `backward should give an object with weightDeltas1, delta1, weightDeltas2 and delta2; yours gives ${describe(first)}.`);

  /** The verdict on one of the four gradients. */
  const judged = (name: 'delta2' | 'delta1' | 'weightDeltas2' | 'weightDeltas1', mistakes: Mistakes, right: (lesson: Lesson) => unknown, wrong: readonly [string, string], shape: string) =>
    judge<Given>(
      { backward: (...given: unknown[]) => (gradients(...given) as Readonly<Record<string, unknown>> | undefined)?.[name] },
      {
        name: 'backward',
        takes: ['weights1', 'bias1', 'weights2', 'bias2', 'image', 'label'],
        questions,
        tolerance: 1e-4,
        right: (...given) => right(lessonOf(...given)),
        mistakes: mistakes.map(([id, of, message]) => [id, (...given) => of(lessonOf(...given)), message] as const),
        keep: 'It only works out gradients; the step comes later.',
        shape: `This is about ${name}: ${shape}.`,
        sound: `This is about ${name}. Keep each index below the length of its array.`,
        example: ({ given: [weights1, bias1, , bias2] }, { at, told }) => `In a test with ${weights1.length} pixels, ${bias1.length} hidden unit${bias1.length === 1 ? '' : 's'} and ${bias2.length} outputs, ${name}[${at.join('][')}] should be ${told[0]}; yours is ${told[1]}.`,
        facts: name === 'delta1' ? [['nothing-passed-back', (seen) => seen.every(({ got }) => Array.isArray(got) && got.every((value) => Math.abs(value) < 1e-5)), 'delta1 is nearly nothing everywhere: the deltas of softmax add up to 0, so that without the weights nothing is left. Each delta2[j] comes back through weights2[i][j].'] as const] : [],
        wrong,
        pass: 'All four gradients are right: two outer products, two deltas. The next exercise proves it in another way.',
      },
    );
  const delta2 = judged('delta2', delta2Mistakes, (one) => one.delta2, ['wrong-delta', 'delta2 should be probabilities minus label.'], 'it has one number for each output');
  if (!delta2.passed) return delta2;
  const delta1 = judged('delta1', delta1Mistakes, (one) => one.delta1, ['wrong-delta', 'delta1 is not delta2 passed back through weights2, times the slope.'], 'it has one number for each hidden unit');
  if (!delta1.passed) return delta1;
  const weightDeltas2 = judged('weightDeltas2', gradientMistakes('weightDeltas2'), (one) => outer(one.hidden, one.delta2), ['wrong-gradient', 'weightDeltas2 should be the outer product of hidden and delta2.'], 'it has a row for each hidden unit');
  if (!weightDeltas2.passed) return weightDeltas2;
  return judged('weightDeltas1', gradientMistakes('weightDeltas1'), (one) => outer(one.image, one.delta1), ['wrong-gradient', 'weightDeltas1 should be the outer product of image and delta1.'], 'it has a row for each pixel');
};

export default check;
