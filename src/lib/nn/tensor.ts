/** Numbers with a name and a shape: weights are [inputs, outputs], biases [outputs], both row by row. */
export interface Tensor {
  /** As PyTorch's `nn.Sequential` would name it: `0.weight`, `0.bias`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** A tensor's name and shape. */
export type TensorShape = Omit<Tensor, 'values'>;

export const shapesOf = (tensors: readonly Tensor[]): readonly TensorShape[] =>
  tensors.map(({ name, shape }) => ({ name, shape }));

/** A tensor of zeros. */
export function zeros(name: string, shape: readonly number[]): Tensor {
  return { name, shape, values: new Float32Array(shape.reduce((size, length) => size * length, 1)) };
}

/** Writes a · b, number by number, for the first `size` of them; `into` may be `a`. */
export function multiply(a: Float32Array, b: Float32Array, size: number, into: Float32Array): void {
  for (let k = 0; k < size; k++) into[k] = a[k]! * b[k]!;
}

/** Throws a RangeError that says what differs unless the tensors have these names and shapes; `what` is what they are called. */
export function expectTensors(what: string, actual: readonly Tensor[], expected: readonly TensorShape[]): void {
  const describe = (tensors: readonly TensorShape[]): string =>
    tensors.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ') || 'nothing';
  const wrongSize = actual.find(
    ({ shape, values }) => values.length !== shape.reduce((size, length) => size * length, 1),
  );
  if (wrongSize || describe(actual) !== describe(expected)) {
    const got = wrongSize ? `${wrongSize.values.length} values for ${describe([wrongSize])}` : describe(actual);
    throw new RangeError(`${what}: expected ${describe(expected)}; got ${got}`);
  }
}

/** Copies values into tensors of the same names and shapes; anything else is an error that says which differs. */
export function copyTensors(from: readonly Tensor[], into: readonly Tensor[]): void {
  expectTensors('weights', from, into);
  from.forEach(({ values }, i) => into[i]!.values.set(values));
}

/** The same tensors with values of their own, for whoever may transfer or change what they get. */
export const copiesOf = (tensors: readonly Tensor[]): Tensor[] =>
  tensors.map((tensor) => ({ ...tensor, values: tensor.values.slice() }));

/** True when every value is a finite number. */
export function allFinite(tensors: readonly Tensor[]): boolean {
  return tensors.every(({ values }) => values.every(Number.isFinite));
}
