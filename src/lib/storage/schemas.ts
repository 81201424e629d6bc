import * as v from 'valibot';

/** Forms of what stores have in common. */

/** Any number, also one that is none: the loss of a run that diverges is so. */
export const AnyNumber = v.custom<number>((value) => typeof value === 'number');

/** Weights, biases and the like: as many numbers as the shape says. */
export const Tensor = v.pipe(
  v.looseObject({ name: v.string(), shape: v.array(v.number()), values: v.instance(Float32Array) }),
  v.check(({ shape, values }) => values.length === shape.reduce((product, side) => product * side, 1)),
);
