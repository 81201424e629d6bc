import * as v from 'valibot';
import { isSpecification } from '../nn/validate-specification.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import type { Tensor as WeightTensor } from '../nn/tensor.ts';
import { AnyNumber, Tensor } from '../storage/schemas.ts';
import type { ModelSummary } from './kept-model.ts';

const Summary = v.looseObject({
  id: v.number(),
  name: v.string(),
  specification: v.custom<NetworkSpecification>(isSpecification),
  training: v.optional(
    v.looseObject({
      epochs: v.number(),
      trainCount: v.number(),
      validation: v.nullable(v.looseObject({ from: v.number(), count: v.number() })),
    }),
  ),
  imagesSeen: v.number(),
  by: v.string(),
  result: v.looseObject({ correct: v.number(), of: v.number(), loss: AnyNumber }),
  savedAt: v.number(),
});

const Weights = v.array(
  v.pipe(
    Tensor,
    v.check(({ values }) => values.every(Number.isFinite)),
  ),
);

/** False for what no version of the book has written, or what is left of it is not enough. */
export const isSummary = (value: unknown): value is ModelSummary => v.is(Summary, value);

/** False for what is not, or no longer, the weights of a model: all finite, as many as their shape says. */
export const areWeights = (value: unknown): value is readonly WeightTensor[] => v.is(Weights, value);
