import type { Matrix, Numbers, Vector } from './lab-types.ts';
import { describe } from './check-kit/words.ts';

/** Errors for readers: what was expected, what came. The line is the reader's own. */
export function refuse(name: string, expected: string, got: unknown): never {
  throw new Error(`${name} expected ${expected}, got ${describe(got)}.`);
}

/** A list or a typed array of numbers; both can be walked through. */
const isNumbers = (value: unknown): value is Numbers & readonly number[] =>
  (ArrayBuffer.isView(value) && !(value instanceof DataView)) ||
  (Array.isArray(value) && (value.length === 0 || typeof value[0] === 'number'));

const isMatrix = (value: unknown): value is Matrix => Array.isArray(value) && value.length > 0 && isNumbers(value[0]);

export function needNumbers(name: string, value: unknown): readonly number[] {
  return isNumbers(value) ? value : refuse(name, 'a vector', value);
}

function needMatrix(name: string, value: unknown): Matrix {
  if (!isMatrix(value)) return refuse(name, 'a matrix (rows of numbers)', value);
  const columns = value[0]!.length;
  for (const row of value)
    if (!isNumbers(row) || row.length !== columns) return refuse(name, 'rows of equal length', value);
  return value;
}

const needCount = (name: string, what: string, value: unknown): number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2 ** 28
    ? (value as number)
    : refuse(name, `${what}, a whole number of at least 0`, value);

export function zeros(n: number): Vector;
export function zeros(rows: number, columns: number): Matrix;
export function zeros(rows: number, columns?: number): Vector | Matrix {
  needCount('zeros', columns === undefined ? 'a length' : 'a number of rows', rows);
  if (columns === undefined) return new Float32Array(rows);
  needCount('zeros', 'a number of columns', columns);
  return matrixOver(new Float32Array(rows * columns), rows, columns);
}

/** Row views over one array, so that a matrix lies in memory in one piece. */
export function matrixOver(
  values: Float32Array<ArrayBuffer>,
  rows: number,
  columns: number,
): Float32Array<ArrayBuffer>[] {
  const views = new Array<Float32Array<ArrayBuffer>>(rows);
  // A third of the time of Array.from with subarray, and every operation on matrices makes one.
  for (let i = 0; i < rows; i++)
    views[i] = new Float32Array(values.buffer, values.byteOffset + i * columns * 4, columns);
  return views;
}

export function copy(values: Vector): Vector;
export function copy(values: Matrix): Matrix;
export function copy(values: Vector | Matrix): Vector | Matrix {
  if (isNumbers(values)) return Float32Array.from(values);
  return mapRows(needMatrix('copy', values), (row, into) => into.set(row));
}

/** A new matrix of the same shape, each row written by `write`. */
function mapRows(matrix: Matrix, write: (row: Vector, into: Vector, i: number) => void): Matrix {
  const result = zeros(matrix.length, matrix[0]!.length);
  matrix.forEach((row, i) => write(row, result[i]!, i));
  return result;
}

function dotVectors(a: Numbers, b: Numbers): number {
  if (a.length !== b.length)
    throw new Error(`dot expected two vectors of one length, got ${a.length} and ${b.length} numbers.`);
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

export function dot(a: Numbers, b: Numbers): number;
export function dot(row: Numbers, matrix: Matrix): Vector;
export function dot(row: Numbers, other: Numbers | Matrix): number | Vector {
  needNumbers('dot', row);
  if (isNumbers(other)) return dotVectors(row, other);
  if (!isMatrix(other)) return refuse('dot', 'a vector or a matrix second', other);
  if (row.length !== other.length) {
    throw new Error(`dot expected as many rows as the vector has numbers (${row.length}), got ${describe(other)}.`);
  }
  const columns = other[0]!.length;
  const result = new Float64Array(columns); // [columns]
  for (let i = 0; i < row.length; i++) {
    const x = row[i]!;
    if (x === 0) continue; // adds nothing, and most pixels are 0
    const w = other[i]!;
    for (let j = 0; j < columns; j++) result[j]! += x * w[j]!;
  }
  return Float32Array.from(result);
}

export function outer(a: Numbers, b: Numbers): Matrix {
  needNumbers('outer', a);
  needNumbers('outer', b);
  const result = zeros(a.length, b.length); // [a.length, b.length]
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    if (x === 0) continue;
    const row = result[i]!;
    for (let j = 0; j < b.length; j++) row[j] = x * b[j]!;
  }
  return result;
}

/** `add` and `subtract`: the same walk with another sign. */
function combine(name: string, a: Numbers | Matrix, b: Numbers | Matrix, sign: 1 | -1): Vector | Matrix {
  const write = (x: Numbers, y: Numbers, into: Vector): void => {
    for (let i = 0; i < into.length; i++) into[i] = x[i]! + sign * y[i]!;
  };
  const fail = (): never => {
    throw new Error(`${name} expected two of the same shape, got ${describe(a)} and ${describe(b)}.`);
  };
  if (isNumbers(a)) {
    if (!isNumbers(b) || a.length !== b.length) return fail();
    const result = zeros(a.length);
    write(a, b, result);
    return result;
  }
  const first = needMatrix(name, a);
  if (isNumbers(b)) return fail();
  const other = needMatrix(name, b);
  if (first.length !== other.length || first[0]!.length !== other[0]!.length) return fail();
  return mapRows(first, (row, into, i) => write(row, other[i]!, into));
}

export const add = ((a: Matrix, b: Matrix) => combine('add', a, b, 1)) as typeof import('./lab-types.ts').add;
export const subtract = ((a: Matrix, b: Matrix) =>
  combine('subtract', a, b, -1)) as typeof import('./lab-types.ts').subtract;

export function scale(values: Numbers, factor: number): Vector;
export function scale(values: Matrix, factor: number): Matrix;
export function scale(values: Numbers | Matrix, factor: number): Vector | Matrix {
  if (typeof factor !== 'number') return refuse('scale', 'a number second', factor);
  const write = (row: Numbers, into: Vector): void => {
    for (let i = 0; i < into.length; i++) into[i] = row[i]! * factor;
  };
  if (!isNumbers(values)) return mapRows(needMatrix('scale', values), write);
  const result = zeros(values.length);
  write(values, result);
  return result;
}

export function transpose(matrix: Matrix): Matrix {
  needMatrix('transpose', matrix);
  const result = zeros(matrix[0]!.length, matrix.length);
  for (let i = 0; i < matrix.length; i++) for (let j = 0; j < result.length; j++) result[j]![i] = matrix[i]![j]!;
  return result;
}

export function sum(values: Numbers): number {
  let total = 0;
  for (const value of needNumbers('sum', values)) total += value;
  return total;
}

export function mean(values: Numbers): number {
  needNumbers('mean', values);
  if (values.length === 0) throw new Error('mean expected at least one number, got an empty list.');
  return sum(values) / values.length;
}

export function argmax(values: Numbers): number {
  needNumbers('argmax', values);
  if (values.length === 0) throw new Error('argmax expected at least one number, got an empty list.');
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
