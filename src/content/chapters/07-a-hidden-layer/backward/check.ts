import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Rows = readonly Numbers[];
interface Lesson {
  readonly image: Numbers;
  readonly label: Numbers;
  readonly weights1: Rows;
  readonly weights2: Rows;
  readonly sums: Numbers;
  readonly hidden: Numbers;
  readonly scores: Numbers;
  readonly delta2: Numbers;
  readonly delta1: Numbers;
}

const show = (value: number | undefined): string => (value === undefined || !Number.isFinite(value) ? String(value) : String(Number(value.toPrecision(3))));
const outer = (a: Numbers, b: Numbers): Rows => a.map((x) => b.map((y) => x * y));
const rows = (matrix: readonly ArrayLike<number>[]): Rows => matrix.map((row) => Array.from(row));
const times = (row: Numbers, matrix: Rows): Numbers => matrix[0]!.map((_, j) => row.reduce((sum, value, i) => sum + value * matrix[i]![j]!, 0));
/** delta passed back through the weights. */
const back = (delta: Numbers, weights: Rows): Numbers => weights.map((row) => row.reduce((sum, weight, j) => sum + weight * delta[j]!, 0));
const slope = (sum: number): number => Number(sum > 0);

const delta2Mistakes: ReadonlyArray<readonly [id: string, of: (lesson: Lesson) => Numbers, message: string]> = [
  ['nothing-yet', ({ delta2 }) => delta2.map(() => 0), 'delta2 is all zeros. It is probabilities minus label, as in chapter 5.'],
  ['sign-of-delta', ({ delta2 }) => delta2.map((value) => -value), 'delta2 has the wrong sign: it is probabilities minus label, in that order.'],
  ['forgotten-softmax', ({ scores, label }) => scores.map((score, j) => score - label[j]!), 'delta2 is made from the scores. Use the probabilities.'],
  ['forgotten-label', ({ delta2, label }) => delta2.map((value, j) => value + label[j]!), 'delta2 is the probabilities alone. Take the label away.'],
];

const delta1Mistakes: ReadonlyArray<readonly [id: string, of: (lesson: Lesson) => Numbers, message: string]> = [
  ['nothing-passed-back', ({ delta1 }) => delta1.map(() => 0), 'delta1 is all zeros. Each delta2[j] comes back through weights2[i][j]. (The deltas of softmax add up to 0, so that without the weights nothing is left.)'],
  ['missing-slope', ({ delta2, weights2 }) => back(delta2, weights2), 'delta1 is passed back rightly, but the slope is missing. A hidden unit whose sum is not above 0 was cut off by ReLU: its delta is 0.'],
  ['hidden-for-slope', ({ delta2, weights2, hidden }) => back(delta2, weights2).map((value, i) => value * hidden[i]!), 'delta1 is multiplied by the hidden output. Multiply by the slope instead: 1 where the sum is above 0, else 0.'],
  ['slope-turned-round', ({ delta2, weights2, sums }) => back(delta2, weights2).map((value, i) => value * (1 - slope(sums[i]!))), 'The slope is turned round: units with a sum above 0 pass their delta on, the others do not.'],
  ['slope-of-the-delta', ({ delta2, weights2 }) => back(delta2, weights2).map((value) => Math.max(0, value)), 'ReLU is applied to the delta. A delta may be negative; what decides is the sign of the sum on the way forward.'],
  ['transposed-weights', ({ delta2, weights2, sums }) => sums.map((sum, i) => slope(sum) * delta2.reduce((total, delta, j) => total + delta * weights2[j]![i]!, 0)), 'The indices of weights2 are swapped. On the way back, hidden unit i hears from all outputs j by weights2[i][j]: row i, not column i.'],
  ['last-output-only', ({ delta2, weights2, sums }) => sums.map((sum, i) => slope(sum) * delta2.at(-1)! * weights2[i]!.at(-1)!), 'Only the last output reaches the hidden layer: each one replaces those before it. Add, with +=.'],
  ['delta-per-position', ({ delta2, sums }) => sums.map((sum, i) => slope(sum) * delta2[i]!), 'delta1 is delta2 itself, unit by unit. Each hidden unit leads to all outputs: pass delta2 back through weights2.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const backward = reader['backward'];
  if (typeof backward !== 'function') return fail('no-function', `There should be an exported function named backward; found ${describe(backward)}.`);

  // Square, so that swapped indices give numbers; then with shapes all different.
  const asked = ([[6, 4, 4], [5, 4, 4], [9, 7, 10], [12, 6, 10]] as const).map(([pixels, units, outputs]) => {
    const network = { weights1: random.matrix(pixels, units, -0.5, 0.5), bias1: random.vector(units, -0.3, 0.3), weights2: random.matrix(units, outputs, -0.3, 0.3), bias2: random.vector(outputs) };
    // The first two units far on either side of the bend.
    network.bias1[0] = 6;
    network.bias1[1] = -6;
    const image = random.vector(pixels, 0.1, 1);
    const digit = random.integer(0, outputs);
    const label = Float32Array.from({ length: outputs }, (_, j) => Number(j === digit));
    const before = [copy(network.weights1), copy(network.weights2), copy([network.bias1, network.bias2, image, label])];
    const result = backward(network, image, label) as Readonly<Record<string, unknown>> | undefined;
    const changed = !before.every((value, k) => close([network.weights1, network.weights2, [network.bias1, network.bias2, image, label]][k]!.flatMap((row) => Array.from(row)), value.flatMap((row) => Array.from(row)), 0));

    const plain = { image: Array.from(image), label: Array.from(label), weights1: rows(network.weights1), weights2: rows(network.weights2) };
    const sums = times(plain.image, plain.weights1).map((sum, i) => sum + network.bias1[i]!);
    const hidden = sums.map((sum) => Math.max(0, sum));
    const scores = times(hidden, plain.weights2).map((sum, j) => sum + network.bias2[j]!);
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const total = powers.reduce((a, b) => a + b);
    const delta2 = powers.map((power, j) => power / total - plain.label[j]!);
    const delta1 = back(delta2, plain.weights2).map((value, i) => value * slope(sums[i]!));
    return { result, changed, lesson: { ...plain, sums, hidden, scores, delta2, delta1 } satisfies Lesson };
  });
  if (asked.some(({ changed }) => changed)) return fail('changes-input', 'backward changed the network, the image or the label. It only works out gradients; the step comes later.');
  const { result: first, lesson } = asked[0]!;
  if (typeof first !== 'object' || first === null) return fail('no-gradients', `backward should give an object with weightDeltas1, delta1, weightDeltas2 and delta2; yours gives ${describe(first)}.`);

  /** The verdict on one of the four, or nothing when it is right. */
  const judge = (name: 'delta2' | 'delta1', mistakes: typeof delta2Mistakes): ReturnType<typeof fail> | undefined => {
    if (asked.every(({ result, lesson: one }) => close(result?.[name], one[name], 1e-4))) return undefined;
    const got = first[name] as ArrayLike<number> | undefined;
    const story = `In a test with 6 pixels, 4 hidden units and 4 outputs, ${name}[0] should be ${show(lesson[name][0])}; yours is ${show(got?.[0])}.`;
    for (const [id, of, message] of mistakes) {
      // Where outputs and units differ in number, some mistakes read past an end: the square ones decide.
      if (asked.slice(0, 2).every(({ result, lesson: one }) => close(result?.[name], of(one), 1e-4))) return fail(id, `${message} ${story}`);
    }
    if (got?.length !== lesson[name].length) return fail('wrong-shape', `${name} should have ${lesson[name].length} numbers there, one for each ${name === 'delta1' ? 'hidden unit' : 'output'}; yours is ${describe(got)}. ${story}`);
    return fail(`wrong-delta`, `${name} is not what it should be. ${story}`);
  };
  const deltas = judge('delta2', delta2Mistakes) ?? judge('delta1', delta1Mistakes);
  if (deltas) return deltas;

  for (const [name, input, delta, inputName] of [['weightDeltas2', 'hidden', 'delta2', 'hidden'], ['weightDeltas1', 'image', 'delta1', 'image']] as const) {
    if (asked.every(({ result, lesson: one }) => close(result?.[name], outer(one[input], one[delta]), 1e-4))) continue;
    const [given, wanted] = [first[name], `${lesson[input].length} rows of ${lesson[delta].length}`];
    const every = (of: (one: Lesson) => Rows): boolean => asked.every(({ result, lesson: one }) => close(result?.[name], of(one), 1e-4));
    if (every((one) => outer(one[delta], one[input]))) return fail('transposed-outer-product', `${name} lies on its side. Its rows are the inputs of the layer, its columns the units: outer(${inputName}, ${delta}), ${wanted} in this test.`);
    if (every((one) => outer(one[input], one[delta]).map((row) => row.map(() => 0)))) return fail('no-weight-gradient', `${name} is all zeros. It is the outer product of what goes into the layer and the layer's delta.`);
    if (every((one) => outer(one[input], one[delta]).map((row) => row.map((value) => -value)))) return fail('sign-of-gradient', `${name} has the wrong sign. The gradient is input times delta; the minus comes with the step.`);
    if (name === 'weightDeltas2' && every((one) => outer(one.sums, one.delta2))) return fail('sums-for-hidden', 'weightDeltas2 is made with the sums. What goes into the second layer is the hidden output, after ReLU.');
    if (name === 'weightDeltas2' && every((one) => outer(one.image, one.delta2))) return fail('image-for-hidden', 'weightDeltas2 is made with the image. What goes into the second layer is the hidden output.');
    return fail('wrong-gradient', `${name} should be the outer product of ${inputName} and ${delta}, ${wanted} in a test with 6 pixels, 4 hidden units and 4 outputs; yours is ${describe(given)} with other values.`);
  }
  return pass('All four gradients are right: two outer products, two deltas. The next exercise proves it in another way.');
};

export default check;
