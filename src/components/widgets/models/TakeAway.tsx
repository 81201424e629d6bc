import { useSignal } from '@preact/signals';
import { imagesWords } from './files.ts';
import type { Keep, ModelChoice } from './keep.ts';
import type { KeepSource } from './source.ts';

interface TakeAwayProps {
  readonly keep: Keep;
  readonly source: KeepSource;
}

/** A button that keeps its place when it does not apply, and says why. */
export function Choice({
  label,
  does,
  unless,
}: {
  readonly label: string;
  readonly does: () => void;
  readonly unless: string | null;
}) {
  return (
    <button
      class="button"
      type="button"
      aria-disabled={unless ? 'true' : undefined}
      title={unless ?? undefined}
      onClick={() => !unless && does()}
    >
      {label}
    </button>
  );
}

function ModelFiles({ keep, source }: TakeAwayProps) {
  const chosen = useSignal<ModelChoice>('now');
  const trained = source.trained.value;
  const models = keep.models.value ?? [];
  const choice = chosen.value === 'now' || models.some(({ id }) => id === chosen.value) ? chosen.value : 'now';
  const none = choice === 'now' && !trained ? 'Train first: there are no weights yet.' : null;
  return (
    <div class="keep-line">
      <label class="field">
        Weights
        <select
          value={String(choice)}
          onChange={({ currentTarget: { value } }) => (chosen.value = value === 'now' ? 'now' : Number(value))}
        >
          <option value="now">
            {trained ? `${trained.called}, after ${imagesWords(trained.imagesSeen)}` : 'of this trainer (none yet)'}
          </option>
          {models.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <span class="keep-choices">
        <Choice label="safetensors" unless={none} does={() => void keep.takeModel(choice, 'safetensors')} />
        <Choice label="TensorFlow.js" unless={none} does={() => void keep.takeModel(choice, 'tensorflow')} />
      </span>
    </div>
  );
}

function RunFiles({ keep, source }: TakeAwayProps) {
  const chosen = useSignal<string | null>(null);
  const runs = source.runs.value;
  const run = runs.find(({ id }) => id === chosen.value) ?? runs.at(-1);
  const none = run ? null : 'There is no run yet.';
  return (
    <div class="keep-line">
      <label class="field">
        Run
        <select
          value={run?.id ?? ''}
          disabled={!run}
          onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}
        >
          {run ? (
            runs.map((one) => (
              <option key={one.id} value={one.id}>
                {one.words}
              </option>
            ))
          ) : (
            <option value="">none yet</option>
          )}
        </select>
      </label>
      <span class="keep-choices">
        <Choice label="CSV" unless={none} does={() => run && void keep.takeRun(run.id, 'csv')} />
        <Choice label="TensorBoard" unless={none} does={() => run && void keep.takeRun(run.id, 'tensorboard')} />
        <Choice
          label="Python recipe"
          unless={run ? run.noRecipe : none}
          does={() => run && void keep.takeRun(run.id, 'python')}
        />
      </span>
      {run?.noRecipe && <p class="field-hint">No Python recipe: {run.noRecipe}</p>}
    </div>
  );
}

/** Models and runs as files of other programs. */
export function TakeAway({ keep, source }: TakeAwayProps) {
  return (
    <>
      <ModelFiles keep={keep} source={source} />
      <p class="field-hint">
        safetensors is what PyTorch reads, with its own names and layout. For TensorFlow.js you get a zip of model.json
        and weights.bin.
      </p>
      <RunFiles keep={keep} source={source} />
      <p class="field-hint">
        The recipe is a script for NumPy and PyTorch that repeats the run’s figures from the same seed.
      </p>
    </>
  );
}
