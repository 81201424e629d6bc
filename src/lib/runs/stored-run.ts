import * as v from 'valibot';
import type { EngineState } from '../engine/contract.ts';
import { isSpecification } from '../nn/validate-specification.ts';
import type { NetworkSpecification } from '../nn/specification.ts';
import { AnyNumber, Tensor } from '../storage/schemas.ts';
import type { Run } from './run.ts';

const Score = v.looseObject({ imagesSeen: AnyNumber, correct: AnyNumber, of: AnyNumber, loss: AnyNumber });
const measured = { accuracy: AnyNumber, loss: AnyNumber };

const figures = {
  imagesSeen: AnyNumber,
  seconds: AnyNumber,
  stretches: v.array(v.looseObject({ imagesSeen: AnyNumber, span: AnyNumber, ...measured })),
  epochs: v.array(
    v.looseObject({
      epoch: AnyNumber,
      imagesSeen: AnyNumber,
      seconds: AnyNumber,
      training: v.looseObject(measured),
      validation: v.optional(Score),
      test: v.optional(Score),
    }),
  ),
  tests: v.array(Score),
  validations: v.array(Score),
  confusion: v.nullable(v.array(AnyNumber)),
};
const EpochSoFar = v.looseObject({ images: AnyNumber, correct: AnyNumber, lossSum: AnyNumber, seconds: AnyNumber });
const Words = v.nullable(v.looseObject({ message: v.string() }));

/** What the manager and the trainers count on; what later versions add may be there or not. */
const StoredRun = v.looseObject({
  record: v.looseObject({
    scope: v.string(),
    title: v.string(),
    page: v.looseObject({ path: v.string(), title: v.string(), anchor: v.string() }),
    settings: v.looseObject({ specification: v.custom<NetworkSpecification>(isSpecification), epochs: v.number() }),
    engine: v.string(),
    checks: v.optional(v.string()),
    id: v.string(),
    state: v.string(),
    imagesTotal: v.number(),
    ...figures,
    notice: Words,
    message: Words,
    createdAt: v.number(),
    look: v.number(),
    hidden: v.boolean(),
  }),
  epochSoFar: EpochSoFar,
  kept: v.nullable(v.looseObject({ ...figures, epochSoFar: EpochSoFar })),
  group: v.string(),
  askedAt: v.number(),
  heldAt: v.number(),
});

const State = v.looseObject({ imagesSeen: v.number(), weights: v.array(Tensor) });

/** False for what no version of the book has written, or what is left of it is not enough. */
export const isRun = (value: unknown): value is Run => v.is(StoredRun, value);

/** False for what no engine can go on from. */
export const isState = (value: unknown): value is EngineState => v.is(State, value);
