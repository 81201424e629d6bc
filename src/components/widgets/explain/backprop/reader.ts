/** The reader's own functions on the tiny network, which is filled up with zeros to chapter 7's 784-32-10. */
import { differing } from '../kit/off.ts';
import { ARRAYS, numbersOf, rowsOf } from '../kit/reader-code.ts';
import { EDGES, gradientOf, weightOf, type Pass, type TinyNetwork } from './model.ts';

export const FORWARD = '07-a-hidden-layer/forward';
export const BACKWARD = '07-a-hidden-layer/backward';
export const SLOPES = '07-a-hidden-layer/gradient-check';

/** Scores that stand for nothing: softmax gives them no share. */
const NEVER = -1e4;

const network = ({ weights1, bias1, weights2, bias2 }: TinyNetwork): string => `{
    weights1: matrix(${JSON.stringify(weights1)}, 784, 32),
    bias1: row(${JSON.stringify(bias1)}, 32),
    weights2: matrix(${JSON.stringify(weights2)}, 32, 10),
    bias2: row([...${JSON.stringify(bias2)}, ...Array(8).fill(${NEVER})], 10),
  }`;

/** What `relu` makes of the sums, and `forward` of the image. */
export const askForward = (tiny: TinyNetwork, image: readonly number[], sums: readonly number[]): string => `${ARRAYS}
const use = (reader: any) => plain({
  hidden: own(reader, 'relu')(row(${JSON.stringify(sums)}, 32)),
  scores: own(reader, 'forward')(${network(tiny)}, row(${JSON.stringify(image)}, 784)),
});`;

export function readForward(value: unknown): Pick<Pass, 'hidden' | 'scores'> {
  const { hidden, scores } = (value ?? {}) as Record<string, unknown>;
  return { hidden: numbersOf(hidden, 3, 'What relu gives'), scores: numbersOf(scores, 2, 'What forward gives') };
}

export const askBackward = (tiny: TinyNetwork, image: readonly number[], label: number): string => `${ARRAYS}
const use = (reader: any) => {
  const right = row([], 10);
  right[${label}] = 1;
  return plain(own(reader, 'backward')(${network(tiny)}, row(${JSON.stringify(image)}, 784), right));
};`;

export function readBackward(value: unknown): Pick<Pass, 'delta2' | 'delta1' | 'weightDeltas1' | 'weightDeltas2'> {
  const { delta1, delta2, weightDeltas1, weightDeltas2 } = (value ?? {}) as Record<string, unknown>;
  return {
    delta2: numbersOf(delta2, 2, 'delta2'),
    delta1: numbersOf(delta1, 3, 'delta1'),
    weightDeltas2: rowsOf(weightDeltas2, 3, 2, 'weightDeltas2'),
    weightDeltas1: rowsOf(weightDeltas1, 2, 3, 'weightDeltas1'),
  };
}

/** What `slopeOf` measures at each of the twelve weights, in the order of EDGES. */
export const askSlopes = (tiny: TinyNetwork, image: readonly number[], label: number): string => `${ARRAYS}
const use = (reader: any) => {
  const weights = row(${JSON.stringify(EDGES.map((edge) => weightOf(tiny, edge)))}, ${EDGES.length});
  const loss = () => {
    const hidden = ${JSON.stringify(tiny.bias1)}.map((bias, i) => Math.max(0, bias + ${image[0]} * weights[i] + ${image[1]} * weights[3 + i]));
    const scores = ${JSON.stringify(tiny.bias2)}.map((bias, j) => hidden.reduce((sum, one, i) => sum + one * weights[6 + 2 * i + j], bias));
    return Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - scores[${label}];
  };
  return plain(Array.from(weights, (_, k) => own(reader, 'slopeOf')(loss, weights, k)));
};`;

export const readSlopes = (value: unknown): readonly number[] => numbersOf(value, EDGES.length, 'What slopeOf gives');

/** A measured slope may be so far off the gradient, as in the exercise's own check. */
const ENOUGH = 0.004;
export const isOffSlope = (slope: number, gradient: number): boolean => !(Math.abs(slope - gradient) <= ENOUGH);
export const offSlopes = (pass: Pass, slopes: readonly number[]): number =>
  EDGES.filter((edge, k) => isOffSlope(slopes[k]!, gradientOf(pass, edge))).length;

/** How many numbers of `theirs` are not those of the book's own pass. */
export const differingFrom = (pass: Pass, theirs: Partial<Pass>): number =>
  Object.entries(theirs).reduce((count, [name, value]) => count + differing(value, pass[name as keyof Pass]), 0);
