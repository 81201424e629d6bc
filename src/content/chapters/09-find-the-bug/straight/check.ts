import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Vector = Float32Array;
type Part = (input: Vector) => Vector;

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const [isStraight, collapse] = [reader['isStraight'], reader['collapse']];
  if (typeof isStraight !== 'function') return fail('no-function', `There should be an exported function named isStraight; found ${describe(isStraight)}.`);
  if (typeof collapse !== 'function') return fail('no-function', `There should be an exported function named collapse; found ${describe(collapse)}.`);

  const times = (row: Vector, matrix: readonly Vector[], columns: number): Vector =>
    Float32Array.from({ length: columns }, (_, j) => row.reduce((sum, value, i) => sum + value * matrix[i]![j]!, 0));
  const plus = (a: Vector, b: Vector): Vector => a.map((value, j) => value + b[j]!);

  for (let round = 0; round < 4; round++) {
    const [inputs, units, outputs] = [random.integer(5, 9), random.integer(10, 16), 10];
    const [W2, b2, W3, b3] = [random.matrix(inputs, units), random.vector(units), random.matrix(units, outputs), random.vector(outputs, 1, 3)];
    const layer2: Part = (h) => plus(times(h, W2, units), b2);
    const layer3: Part = (h) => plus(times(h, W3, outputs), b3);
    const relu: Part = (z) => z.map((value) => Math.max(0, value));
    // The first output is straight in each: looking at one number is not enough.
    const firstStraight: Part = (h) => bent(h).map((value, j) => (j === 0 ? layer3(layer2(h))[0]! : value));
    const straight: Part = (h) => layer3(layer2(h));
    const a = random.vector(inputs, -3, 3);
    let b = random.vector(inputs, -3, 3);
    const bendOf = (part: Part): Vector => part(a.map((value, i) => (value + b[i]!) / 2)).map((value, j) => Math.abs(value - (part(a)[j]! + part(b)[j]!) / 2));
    const bent: Part = (h) => layer3(relu(layer2(h)));
    while (!(bendOf(bent)[0]! > 0.2 && Math.max(...bendOf(bent).slice(1)) > 0.2)) b = random.vector(inputs, -3, 3); // some points have no bend between them
    const [beforeA, beforeB] = [copy(a), copy(b)];
    const through: Part = (h) => times(layer2(h), W3, outputs).map((value, j) => value - times(b2, W3, outputs)[j]!); // no bias at all
    const parts: readonly (readonly [what: string, part: Part, straight: boolean, bias: boolean])[] = [
      ['two layers without a bend between them', straight, true, true],
      ['two layers with a ReLU between them', firstStraight, false, true],
      ['two layers without biases', through, true, false],
    ];
    for (const [what, part, expected, bias] of parts) {
      const result: unknown = isStraight(part, a, b);
      if (!a.every((value, i) => value === beforeA[i]) || !b.every((value, i) => value === beforeB[i])) return fail('changes-input', 'isStraight changed a or b. Make a new array for the point between them.');
      if (typeof result !== 'boolean') return fail('wrong-shape', `isStraight should give true or false; yours gives ${describe(result)}.`);
      if (result === expected) continue;
      const mid = part(a.map((value, i) => (value + b[i]!) / 2));
      const off = Math.max(...bendOf(part));
      const story = `The part in this test is ${what}. Half-way between a and b it gives ${mid[1]!.toFixed(5)} at index 1, and half-way between what they give is ${((part(a)[1]! + part(b)[1]!) / 2).toFixed(5)}.`;
      if (!expected && firstStraight === part && isStraight(bent, a, b) === false) {
        return fail('first-output-only', `You look at one output only. A bend may show in another: compare all of them. ${story}`);
      }
      if (!expected) return fail('always-straight', `isStraight says true, but there is a bend: one output is off by ${off.toFixed(3)}. ${story}`);
      // Numbers so small that rounding is nothing.
      const exact: Part = (h) => Float32Array.of(h[0]! + 2);
      const nearly: Part = (h) => Float32Array.of(h[0]! + 2 + (h[0] === 1 ? 1e-6 : 0));
      const [whole, next] = [Float32Array.of(0), Float32Array.of(2)];
      if (isStraight(exact, whole, next) === true && isStraight(nearly, whole, next) === false) {
        return fail('no-room-for-rounding', `isStraight asks for the very same number. Sums of 32-bit numbers are rounded, so allow a small difference, such as a ten-thousandth of the largest output. ${story}`);
      }
      if (bias && isStraight(through, a, b) === true) {
        return fail('forgets-the-bias', `Your test holds only without a bias. With one, part(a) + part(b) counts it twice. Take the point half-way, and half of what the two give. ${story}`);
      }
      return fail('never-straight', `isStraight says false, but this part has no bend. ${story}`);
    }

    const given = [copy(W2), copy(b2), copy(W3), copy(b3)] as const;
    const one = collapse(...given) as { weights?: unknown; bias?: unknown } | undefined;
    const weights = W2.map((row) => times(row, W3, outputs)); // [inputs, outputs]
    const bias = plus(times(b2, W3, outputs), b3); // [outputs]
    const story = `Here two layers, ${inputs} to ${units} to ${outputs}, should become one with ${inputs} rows of ${outputs} and ${outputs} biases.`;
    if (typeof one !== 'object' || one === null) return fail('wrong-shape', `collapse should give { weights, bias }; yours gives ${describe(one)}. ${story}`);
    if (!close(one.weights, weights, 1e-3)) {
      if ((Array.isArray(one.weights) && one.weights.length === 0) || close(one.weights, weights.map((row) => row.map(() => 0)))) return fail('no-weights-yet', `isStraight finds the bend. The one layer has no weights yet: each row of weights2, times weights3, is a row of them. ${story}`);
      if (close(one.weights, W2.map((row) => relu(times(row, W3, outputs))), 1e-3)) return fail('relu-added', `You put a ReLU into the product. There was none between the layers: that is the bug. ${story}`);
      return fail('wrong-weights', `The one layer's weights are ${describe(one.weights)}, and not the product of the two. Row i is row i of weights2 times weights3. ${story}`);
    }
    if (close(one.bias, bias, 1e-3)) continue;
    if (close(one.bias, b3, 1e-3)) return fail('first-bias-lost', `The weights are right. The bias is the last layer's alone: the layer before it has one too, which passes through weights3. ${story}`);
    if (close(one.bias, times(b2, W3, outputs), 1e-3)) return fail('last-bias-lost', `The weights are right. In the bias, bias3 is missing: add it. ${story}`);
    if (close(one.bias, bias.map(() => 0))) return fail('bias-still-zero', `The weights are right. The bias is still zero: bias2 times weights3, plus bias3. ${story}`);
    return fail('wrong-bias', `The weights are right, the bias is not: it is bias2 times weights3, plus bias3. Yours is ${describe(one.bias)}. ${story}`);
  }
  return pass('You can find a missing bend by numbers alone. And without it, two layers are one.');
};

export default check;
