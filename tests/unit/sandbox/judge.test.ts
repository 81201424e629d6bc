import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/lib/sandbox/judge.ts';

const check = `
import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import { dot } from 'lab';
const check: Check = ({ predict }, { random, close, describe, pass, fail }) => {
  if (typeof predict !== 'function') return fail('not-exported', \`predict is \${describe(predict)}.\`);
  const [image, weights] = [random.vector(5), random.matrix(5, 3)];
  return close(predict(image, weights), dot(image, weights)) ? pass('Right.') : fail('other', 'Not yet.');
};
export default check;`;

describe('judge', () => {
  it('passes a right solution and names a mistake', async () => {
    const right =
      "import { dot, type Vector } from 'lab';\nexport const predict = (image: Vector, weights: Vector[]) => dot(image, weights);";
    expect(await judge(right, check, 1)).toMatchObject({ outcome: 'done', verdict: { passed: true } });
    expect(await judge('export const predict = () => new Float32Array(3);', check, 1)).toMatchObject({
      verdict: { passed: false, mistake: 'other' },
    });
    expect(await judge('const predict = 1;', check, 1)).toMatchObject({
      verdict: { mistake: 'not-exported', message: 'predict is nothing (undefined).' },
    });
  });

  it("says the reader's own line when the reader's function throws inside the check", async () => {
    const end = await judge(
      'export function predict(image: number[]) {\n  const a: any = undefined;\n  return a.b;\n}',
      check,
      1,
    );
    expect(end).toMatchObject({
      outcome: 'error',
      error: { line: 3, message: 'What stands before .b is undefined: it has no .b.' },
    });
  });

  it("says the reader's own line when lab refuses what it is given", async () => {
    const end = await judge(
      "import { dot } from 'lab';\nexport function predict(image: any) {\n  return dot(image, [1, 2]);\n}",
      check,
      1,
    );
    expect(end).toMatchObject({
      outcome: 'error',
      error: { line: 3, message: 'dot expected two vectors of one length, got 5 and 2 numbers.' },
    });
  });

  it('throws on a faulty check: that is no mistake of the reader', async () => {
    await expect(judge('export {}', 'export default () => 3;', 1)).rejects.toThrow('expected the verdict');
  });

  it('gives tf to code that imports it, in the solution and in the check', async () => {
    const summing = `
import * as tf from 'tf';
export default async ({ sum }, { pass, fail }) => ((await tf.tensor([sum([1, 2, 4])]).data())[0] === 7 ? pass('Right.') : fail('other', 'Not yet.'));`;
    const code =
      "import * as tf from 'tf';\nexport const sum = (values: number[]) => tf.sum(tf.tensor(values)).dataSync()[0];";
    expect(await judge(code, summing, 1)).toMatchObject({ outcome: 'done', verdict: { passed: true } });
    expect(
      await judge("import * as tf from 'tf';\n\ntf.matMul(tf.ones([2, 3]), tf.ones([2, 3]));", summing, 1),
    ).toMatchObject({ outcome: 'error', error: { line: 3 } });
  });
});
