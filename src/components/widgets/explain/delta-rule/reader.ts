/** The reader's own functions on the small layer, which is filled up with zeros to chapter 3's 784 pixels and ten scores. */
import { ARRAYS, numbersOf, rowsOf } from '../kit/reader-code.ts';
import { IMAGE, LESSONS, SCORES, type Lesson, type Weights } from './model.ts';

export const ERROR_AND_DELTA = '03-the-delta-rule/error-and-delta';
export const OUTER = '03-the-delta-rule/outer';
export const UPDATE = '03-the-delta-rule/update';

const right = (label: number): string => `Object.assign(row([], 10), { ${label}: 1 })`;

export const askErrorAndDelta = ({ prediction }: Lesson, label: number): string => `${ARRAYS}
const use = (reader: any) => {
  const given = () => [row(${JSON.stringify(prediction)}, 10), ${right(label)}] as const;
  return plain({ error: own(reader, 'error')(...given()), delta: own(reader, 'delta')(...given()) });
};`;

export function readErrorAndDelta(value: unknown): Pick<Lesson, 'error' | 'delta'> {
  const { error, delta } = (value ?? {}) as Record<string, unknown>;
  return { error: numbersOf(error, SCORES, 'What error gives'), delta: numbersOf(delta, SCORES, 'What delta gives') };
}

export const askOuter = ({ delta }: Lesson): string => `${ARRAYS}
const use = (reader: any) => plain(own(reader, 'outer')(row(${JSON.stringify(IMAGE)}, 784), row(${JSON.stringify(delta)}, 10))
  .slice(0, ${IMAGE.length}));`;

export const readOuter = (value: unknown): Pick<Lesson, 'shares'> => ({
  shares: rowsOf(value, IMAGE.length, SCORES, 'What outer gives'),
});

/** Ten lessons of the same image, one after the other. */
export const askUpdate = (weights: Weights, label: number, alpha: number): string => `${ARRAYS}
const use = (reader: any) => {
  const weights = matrix(${JSON.stringify(weights)}, 784, 10);
  return Array.from({ length: ${LESSONS} }, (_, n) => {
    own(reader, 'update')(weights, row(${JSON.stringify(IMAGE)}, 784), ${right(label)}, ${alpha}, n);
    return plain(weights.slice(0, ${IMAGE.length}).map((one) => one.slice(0, ${SCORES})));
  });
};`;

/** The weights after each of the ten lessons. */
export function readUpdate(value: unknown): readonly Weights[] {
  const course = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (course.length !== LESSONS) throw new TypeError('update should change the weights it is given.');
  return course.map((weights) => rowsOf(weights, IMAGE.length, SCORES, 'The weights after update'));
}
