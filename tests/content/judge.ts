import { stripTypeScriptTypes } from 'node:module';
import { RandomState } from '../../src/lib/nn/random.ts';
import type { Check, CheckTools } from '../../src/lib/sandbox/check-contract.ts';
import type { Verdict } from '../../src/lib/sandbox/contract.ts';

const lab = `data:text/javascript,${encodeURIComponent(`
export const argmax = (values) => values.indexOf(Math.max(...values));
export const dot = (row, matrix) => Float32Array.from({ length: 10 }, (_, j) => row.reduce((sum, x, i) => sum + x * matrix[i][j], 0));
export const zeros = (rows, columns) => columns ? Array.from({ length: rows }, () => new Float32Array(columns)) : new Float32Array(rows);
export const random = () => ({ rand: zeros });
export const show = () => {};
export const plot = () => {};
export const digits = async (set, from, to) => ({ images: Array.from({ length: to - from }, () => new Uint8Array(784)), labels: new Uint8Array(to - from) });
`)}`;
const load = (code: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${stripTypeScriptTypes(code).replace("'lab'", `'${lab}'`)}\n//${Math.trunc(performance.now() * 1e6)}`)}`);

const isList = (value: unknown): value is ArrayLike<unknown> => Array.isArray(value) || ArrayBuffer.isView(value);
const flat = (value: unknown): number[] => (isList(value) ? Array.from(value).flatMap(flat) : [typeof value === 'number' ? value : NaN]);
const shape = (value: unknown): string => (isList(value) ? `${value.length}[${Array.from(value, shape).join()}]` : '');

/** Stands in for `lib/sandbox/judge.ts`: runs a check on code, in Node. */
export async function judge(code: string, check: string, seed: number): Promise<Verdict> {
  const state = new RandomState(seed);
  const uniform = (low = 0, high = 1): number => state.uniform(low, high);
  const vector = (length: number, low = 0, high = 1) => Float32Array.from({ length }, () => uniform(low, high));
  const tools: CheckTools = {
    random: {
      seed,
      uniform,
      integer: (low, high) => Math.floor(uniform(low, high)),
      vector,
      matrix: (rows, columns, low = 0, high = 1) => Array.from({ length: rows }, () => vector(columns, low, high)),
      image: () => Float32Array.from({ length: 784 }, () => (uniform() < 0.8 ? 0 : uniform())),
    },
    close(actual, expected, tolerance = 1e-4) {
      if (shape(actual) !== shape(expected)) return false;
      const want = flat(expected);
      const scale = want.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      return flat(actual).every((value, k) => Math.abs(value - want[k]!) <= tolerance * (scale || 1));
    },
    describe: (value) => (isList(value) ? `${value.length} values` : String(value)),
    copy: (value) => structuredClone(value),
    pass: (message) => ({ passed: true, message }),
    fail: (mistake, message) => ({ passed: false, mistake, message }),
  };
  const { default: run } = (await load(check)) as { default: Check };
  return run(await load(code), tools);
}
