import type { LoadProgress } from '../../data/contract.ts';
import { drawParameters } from '../../nn/parameters.ts';
import { RandomState } from '../../nn/random.ts';
import { allFinite, type TensorShape } from '../../nn/tensor.ts';
import { expectState } from '../../nn/training-state.ts';
import type { EngineState, NetworkSpecification, TrainingSettings } from '../contract.ts';
import { planRun, type RunPlan } from './run-plan.ts';
import type { SessionHost } from './session-host.ts';
import { UnfitStateError } from './unfit-state-error.ts';

/**
 * The plan of a run, with the weights that it begins with: that needs neither data nor an engine. Throws a RangeError
 * that names the first setting that is wrong, or an UnfitStateError if the run cannot start `from` there.
 */
export function openRun(
  settings: TrainingSettings,
  { storeOf }: SessionHost,
  onProgress: (progress: LoadProgress) => void,
  from?: EngineState,
): RunPlan {
  const { specification } = settings;
  const weights = drawParameters(specification, new RandomState(specification.seed));
  const plan = { ...planRun(settings, storeOf(specification.data), onProgress), initial: { weights, imagesSeen: 0 } };
  if (from) {
    expectFitting(from, weights, specification);
    startAfter(from.imagesSeen, plan, specification.batchSize);
  }
  return plan;
}

/** Throws an UnfitStateError that says why an engine cannot go on from this state. */
function expectFitting(state: EngineState, layout: readonly TensorShape[], specification: NetworkSpecification): void {
  try {
    expectState(state, layout, specification.optimizer);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnfitStateError(error.message, { cause: error });
  }
  if (!allFinite(state.weights)) throw new UnfitStateError('expected finite numbers, got some that are not');
}

/** Scores that were due before the last batch up to there have been made; those that came due by it may not have been. */
function startAfter(imagesSeen: number, { points, images }: RunPlan, batchSize: number): void {
  if (imagesSeen === 0) return;
  const inEpoch = imagesSeen % images.count || images.count;
  const before = imagesSeen - (inEpoch % batchSize || batchSize);
  points.scored('test', before);
  points.scored('validation', before);
}
