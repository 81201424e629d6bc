import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Vector = ArrayLike<number>;
type Part = (input: Vector) => Float32Array;
type Own = (input: Vector) => Vector;
type Rows = readonly (readonly number[])[];

const times = (row: Vector, matrix: readonly Vector[], columns: number): number[] =>
  Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < row.length; i++) sum += row[i]! * matrix[i]![j]!;
    return sum;
  });
const half = (a: Vector, b: Vector): Float32Array => Float32Array.from({ length: a.length }, (_, i) => (a[i]! + b[i]!) / 2);
/** How far each output half-way lies from half-way between the outputs. */
function bends(part: Own, a: Vector, b: Vector): number[] {
  const [middle, atA, atB] = [part(half(a, b)), part(a), part(b)];
  return Array.from(middle, (value, j) => value - (atA[j]! + atB[j]!) / 2);
}
/** Far more than rounding leaves. */
const isBent = (bend: number): boolean => Math.abs(bend) > 1e-2;

const check: Check = (reader, { judge, inputs, random }) => {
  // Two layers; what is bent in them is said for each output by itself.
  const [size, units, outputs] = [random.integer(5, 9), random.integer(10, 16), 6];
  const [W2, b2, W3, b3] = [random.matrix(size, units), random.vector(units), random.matrix(units, outputs), random.vector(outputs, 1, 3)];
  const layers = (h: Vector, bent: boolean): number[] => {
    const hidden = times(h, W2, units).map((sum, j) => sum + b2[j]!);
    return times(bent ? hidden.map((sum) => Math.max(0, sum)) : hidden, W3, outputs).map((sum, j) => sum + b3[j]!);
  };
  const straight: Part = (h) => Float32Array.from(layers(h, false));
  /** A ReLU that only these outputs can see. */
  const bentAt = (...places: number[]): Part => (h) => {
    const [with_, without] = [layers(h, true), layers(h, false)];
    return Float32Array.from(without, (value, j) => (places.includes(j) ? with_[j]! : value));
  };
  const withoutBias: Part = (h) => Float32Array.from(times(times(h, W2, units), W3, outputs));
  /** Two bends that cancel in the sum of all outputs. */
  const opposite: Part = (h) => {
    const off = layers(h, true)[0]! - layers(h, false)[0]!;
    return Float32Array.from(layers(h, false), (value, j) => (j === 1 ? value + off : j === 4 ? value - off : value));
  };
  const lifted: Part = (h) => straight(h).map((value) => value + 40);
  const downward: Part = (h) => Float32Array.from(straight(h), (value, j) => (j === 2 ? -bentAt(2)(h)[2]! : value));
  const single: Part = (h) => Float32Array.of(layers(h, true)[3]!);
  const a = random.vector(size, -3, 3);
  let b = random.vector(size, -3, 3);
  const all = bentAt(0, 1, 2, 3, 4, 5);
  // Some points have no bend between them.
  while (!bends(all, a, b).every((bend) => Math.abs(bend) > 0.15)) b = random.vector(size, -3, 3);
  // Outputs that bend exactly at a, or at b: straight between the two, and hardly between any other points.
  const ways = random.matrix(16, size, -2, 2);
  const hinged: Part = (h) => Float32Array.from(ways, (way, j) => {
    const from = j % 2 ? a : b;
    return Math.abs(way.reduce((sum, weight, i) => sum + weight * (h[i]! - from[i]!), 0));
  });
  /** A straight part of whole numbers, and the same with as little off as rounding leaves. */
  const exact: Part = (h) => Float32Array.from({ length: 3 }, (_, j) => (j + 1) * h[0]! + 2);
  const nearly: Part = (h) => exact(h).map((value) => value + (h[0] === 1 ? 2e-6 : 0));
  const whole = [new Float32Array(size), Float32Array.from({ length: size }, () => 2)] as const;

  const ask = (what: string, part: Part, from: Float32Array = a, to: Float32Array = b) => ({ given: [part, from, to] as [Part, Float32Array, Float32Array], what });
  const straightly = judge<[part: Part, a: Float32Array, b: Float32Array]>(reader, {
    name: 'isStraight',
    takes: ['part', 'a', 'b'],
    questions: [
      ask('two layers without a bend between them', straight),
      ask('two layers with a ReLU between them', all),
      ask('two layers without biases', withoutBias),
      ask('a ReLU that shows in the first output alone', bentAt(0)),
      ask('a ReLU that shows in one output in the middle', bentAt(2)),
      ask('a ReLU that shows in the last output alone', bentAt(outputs - 1)),
      ask('two bends that cancel in the sum', opposite),
      ask('a bend that points the other way', downward),
      ask('a straight part with large outputs', lifted),
      ask('one output with a bend', single),
      ask('whole numbers and no bend', exact, ...whole),
      ask('nothing off but a rounding', nearly, ...whole),
      ask('the two inputs exchanged', bentAt(3), b, a),
      ask('bends at a and at b, and none between', hinged),
    ],
    right: (part, from, to) => !bends(part, from, to).some(isBent),
    untouched: ['never-straight', () => false, 'isStraight always says false, also where there is no bend.'],
    mistakes: [
      ['always-straight', () => true, 'isStraight always says true, also where there is a bend.'],
      ['turned-round', (part, from, to) => bends(part, from, to).some(isBent), 'isStraight says true where there is a bend, and false where there is none.'],
      ['first-output-only', (part, from, to) => !isBent(bends(part, from, to)[0]!), 'You look at the first output only. A bend may show in another: compare all of them.'],
      ['last-output-only', (part, from, to) => !isBent(bends(part, from, to).at(-1)!), 'You look at the last output only. A bend may show in another: compare all of them.'],
      ['any-output', (part, from, to) => bends(part, from, to).some((bend) => !isBent(bend)), 'It is enough for you if one output is straight. All of them must be: every, not some.'],
      ['sums-only', (part, from, to) => !isBent(bends(part, from, to).reduce((sum, bend) => sum + bend, 0)), 'You look at the sum of the outputs. Bends can cancel there: compare them one by one.'],
      ['one-way-only', (part, from, to) => bends(part, from, to).every((bend) => bend < 1e-2), 'You notice a bend to one side only. The difference may be negative: take Math.abs.'],
      ['one-way-only', (part, from, to) => bends(part, from, to).every((bend) => bend > -1e-2), 'You notice a bend to one side only. The difference may be positive: take Math.abs.'],
      ['no-room-for-rounding', (part, from, to) => bends(part, from, to).every((bend) => bend === 0), 'isStraight asks for the very same number. Sums of 32-bit numbers are rounded, so allow a small difference, such as a ten-thousandth of the largest output.'],
      ['forgets-the-bias', (part, from, to) => {
        const both = part(Float32Array.from({ length: from.length }, (_, i) => from[i]! + to[i]!));
        const [atA, atB] = [part(from), part(to)];
        return !both.some((value, j) => isBent(value - atA[j]! - atB[j]!));
      }, 'Your test holds only without a bias. With one, part(a) + part(b) counts it twice. Take the point half-way, and half of what the two give.'],
    ],
    keep: 'Make a new array for the point between them.',
    shape: 'Say true or false.',
    example: ({ given: [part, from, to] }) => {
      const worst = bends(part, from, to).reduce((most, bend, j, list) => (Math.abs(bend) > Math.abs(list[most]!) ? j : most), 0);
      return `Half-way, output ${worst} is off by ${Number(Math.abs(bends(part, from, to)[worst]!).toPrecision(3))} there.`;
    },
    wrong: ['wrong-answer', 'Compare each output half-way between a and b with half of what the two give.'],
    pass: '',
  });
  if (!straightly.passed) return straightly;

  type Given = [weights2: Float32Array[], bias2: Float32Array, weights3: Float32Array[], bias3: Float32Array];
  const { vector, matrix } = inputs;
  const ask2 = (inputCount: number, unitCount: number, outputCount: number, what: string): { given: Given; what: string } => ({
    given: [matrix(inputCount, unitCount), vector(unitCount), matrix(unitCount, outputCount), vector(outputCount)],
    what,
  });
  const questions = [
    ask2(4, 3, 10, 'layers of 4, 3 and 10'),
    ask2(4, 3, 10, 'layers of 4, 3 and 10'),
    ask2(10, 10, 10, 'layers of one size'),
    ask2(7, 12, 10, 'layers of 7, 12 and 10'),
    ask2(12, 5, 10, 'layers of 12, 5 and 10'),
    ask2(3, 1, 10, 'a middle layer of one unit'),
    ask2(1, 4, 10, 'one input'),
  ];
  const { collapse } = reader;
  const judged = (field: 'weights' | 'bias', right: (w2: Rows, b2: number[], w3: Rows, b3: number[]) => unknown, mistakes: readonly (readonly [string, (w2: Rows, b2: number[], w3: Rows, b3: number[]) => unknown, string])[], wrong: readonly [string, string], shape: string) =>
    judge<Given>(typeof collapse === 'function' ? { collapse: (...given: unknown[]) => ((collapse as (...all: unknown[]) => unknown)(...given) as Readonly<Record<string, unknown>> | undefined)?.[field] } : reader, {
      name: 'collapse',
      takes: ['weights2', 'bias2', 'weights3', 'bias3'],
      questions,
      tolerance: 1e-4,
      right,
      mistakes,
      keep: 'Make new arrays.',
      shape: `This is about its ${field}: ${shape}`,
      sound: `This is about its ${field}. Keep each index below the length of its array.`,
      example: ({ given: [w2, , , bias3] }, { at, told }) => `With layers of ${w2.length}, ${w2[0]!.length} and ${bias3.length}, ${field}[${at.join('][')}] should be ${told[0]}; yours is ${told[1]}.`,
      wrong,
      pass: 'You can find a missing bend by numbers alone. And without it, two layers are one.',
    });
  const product = (w2: Rows, w3: Rows): number[][] => w2.map((row) => times(row, w3, w3[0]!.length));
  const weights = judged('weights', (w2, _b2, w3) => product(w2, w3), [
    ['no-weights-yet', (w2, _b2, w3) => product(w2, w3).map((row) => row.map(() => 0)), 'isStraight finds the bend. The one layer has no weights yet: each row of weights2, times weights3, is a row of them.'],
    ['no-weights-yet', () => [], 'isStraight finds the bend. The one layer has no weights yet: each row of weights2, times weights3, is a row of them.'],
    ['relu-added', (w2, _b2, w3) => product(w2, w3).map((row) => row.map((value) => Math.max(0, value))), 'You put a ReLU into the product. There was none between the layers: that is the bug.'],
    ['relu-added', (w2, _b2, w3) => product(w2.map((row) => row.map((value) => Math.max(0, value))), w3), 'You put a ReLU on weights2. There was none between the layers: that is the bug.'],
  ], ['wrong-weights', 'The one layer\'s weights are not the product of the two. Row i is row i of weights2 times weights3.'], 'it has a row for each input and a column for each output.');
  if (!weights.passed) return weights;
  return judged('bias', (_w2, b2, w3, b3) => times(b2, w3, b3.length).map((sum, j) => sum + b3[j]!), [
    ['first-bias-lost', (_w2, _b2, _w3, b3) => b3, 'The weights are right. The bias is the last layer\'s alone: the layer before it has one too, which passes through weights3.'],
    ['last-bias-lost', (_w2, b2, w3, b3) => times(b2, w3, b3.length), 'The weights are right. In the bias, bias3 is missing: add it.'],
    ['bias-still-zero', (_w2, _b2, _w3, b3) => b3.map(() => 0), 'The weights are right. The bias is still zero: bias2 times weights3, plus bias3.'],
    ['bias-subtracted', (_w2, b2, w3, b3) => times(b2, w3, b3.length).map((sum, j) => sum - b3[j]!), 'The weights are right. In the bias, bias3 is taken away: add it.'],
  ], ['wrong-bias', 'The weights are right, the bias is not: it is bias2 times weights3, plus bias3.'], 'it has one number for each output.');
};

export default check;
