import type { LoadProgress } from '../../data/contract.ts';
import { allFinite } from '../../nn/tensor.ts';
import type { Engine, EngineState, TrainingSettings } from '../contract.ts';
import type { SessionHost } from './engine-session.ts';
import { planRun, type RunPlan } from './run-plan.ts';
import { UnfitStateError } from './unfit-state-error.ts';

/** The plan of a run, and a reference engine that stands where the run starts: that needs neither data nor a graphics card. */
export async function openRun(
  settings: TrainingSettings,
  { store, createEngine }: SessionHost,
  onProgress: (progress: LoadProgress) => void,
  from?: EngineState,
): Promise<{ plan: RunPlan; engine: Engine }> {
  const { specification } = settings;
  const { engine } = await createEngine('reference', specification);
  const initial = { weights: await engine.readWeights(), imagesSeen: 0 };
  const plan = { ...planRun(settings, store, onProgress), initial };
  if (from) {
    await loadFitting(engine, from);
    startAfter(from.imagesSeen, plan, specification.batchSize);
  }
  return { plan, engine };
}

/** Puts a state from elsewhere into an engine. Rejects with an UnfitStateError that says why it cannot take it. */
async function loadFitting(engine: Engine, state: EngineState): Promise<void> {
  try {
    await engine.loadState(state);
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
