import { useComputed } from '@preact/signals';
import { engineWords } from '../../../lib/engine/engine-words.ts';
import type { EngineChoice } from '../../../lib/engine/contract.ts';
import type { CodeChoice, TrainerController } from './controller.ts';
import { rate } from '../../words/format.ts';
import {
  MOST_EPOCHS,
  nextAlpha,
  parseAlpha,
  usesSeed,
  type OrderName,
  type SettingsForm,
  type SettingsProblems,
  type StartName,
} from './settings.ts';

interface SettingsProps {
  readonly trainer: TrainerController;
  readonly id: string;
  /** What to call the reader's own code; null where none may train. */
  readonly reader: string | null;
}

const ENGINES: readonly EngineChoice[] = ['auto', 'reference', 'simd', 'webgpu'];

/** A seed that nobody chose. */
const newSeed = (): string => String((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000);

/** The controls that decide a run. They may be changed at any time and count from the next run. */
export function Settings({ trainer, id, reader }: SettingsProps) {
  const { form, engine, code, problems, changed, available } = trainer;
  const set = (change: Partial<SettingsForm>): void => void (form.value = { ...form.value, ...change });
  const stepAlpha = (direction: 1 | -1): void => {
    const parsed = parseAlpha(form.value.alpha);
    if ('value' in parsed) set({ alpha: String(nextAlpha(parsed.value, direction)) });
  };
  const seeded = useComputed(() => usesSeed(form.value));
  const notHere = useComputed(() => available.value?.filter((choice) => !choice.available) ?? []);
  const problem = (name: keyof SettingsProblems) => ({
    'aria-invalid': problems.value[name] ? ('true' as const) : undefined,
    'aria-describedby': problems.value[name] ? `${id}-problem` : undefined,
  });
  const timed = useComputed(() => trainer.view.value.timed);
  const byReader = code.value === 'reader';
  const wrong = Object.values(problems.value);

  return (
    <div class="trainer-settings needs-js">
      <div class="controls">
        <div class="field trainer-narrow" data-symbol="alpha">
          <label for={`${id}-alpha`}>Alpha</label>
          <span class="trainer-joined">
            <button class="button" type="button" aria-label="Smaller alpha" onClick={() => stepAlpha(-1)}>
              −
            </button>
            <input
              id={`${id}-alpha`}
              inputMode="decimal"
              autocomplete="off"
              size={4}
              value={form.value.alpha}
              {...problem('alpha')}
              onInput={({ currentTarget }) => set({ alpha: currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
                event.preventDefault();
                stepAlpha(event.key === 'ArrowUp' ? 1 : -1);
              }}
            />
            <button class="button" type="button" aria-label="Larger alpha" onClick={() => stepAlpha(1)}>
              +
            </button>
          </span>
        </div>
        <label class="field trainer-narrow">
          Start
          <select
            value={form.value.start}
            onChange={({ currentTarget }) => set({ start: currentTarget.value as StartName })}
          >
            <option value="random">random</option>
            <option value="zeros">all zero</option>
          </select>
        </label>
        <div class="field trainer-narrow">
          <label for={`${id}-seed`}>Seed</label>
          <span class="trainer-joined">
            <input
              id={`${id}-seed`}
              inputMode="numeric"
              autocomplete="off"
              size={4}
              value={form.value.seed}
              disabled={!seeded.value}
              {...problem('seed')}
              onInput={({ currentTarget }) => set({ seed: currentTarget.value })}
            />
            <button class="button" type="button" disabled={!seeded.value} onClick={() => set({ seed: newSeed() })}>
              New<span class="visually-hidden"> seed</span>
            </button>
          </span>
        </div>
        <label class="field trainer-narrow">
          Epochs
          <input
            type="number"
            min={1}
            max={MOST_EPOCHS}
            value={form.value.epochs}
            {...problem('epochs')}
            onInput={({ currentTarget }) => set({ epochs: currentTarget.value })}
          />
        </label>
        <label class="field trainer-order">
          Order
          <select
            value={form.value.order}
            onChange={({ currentTarget }) => set({ order: currentTarget.value as OrderName })}
          >
            <option value="file">file order</option>
            <option value="shuffled">shuffled</option>
          </select>
        </label>
        {reader && (
          <label class="field">
            Code
            <select
              value={code.value}
              onChange={({ currentTarget }) => (code.value = currentTarget.value as CodeChoice)}
            >
              <option value="book">the book’s code</option>
              <option value="reader">{reader}</option>
            </select>
          </label>
        )}
        <label class="field trainer-engine">
          Engine
          <select
            value={byReader ? 'auto' : engine.value}
            disabled={byReader}
            onFocus={() => void trainer.lookForEngines()}
            onChange={({ currentTarget }) => (engine.value = currentTarget.value as EngineChoice)}
          >
            {ENGINES.map((name) => {
              const missing = available.value?.some((choice) => choice.engine === name && !choice.available);
              return (
                <option key={name} value={name} disabled={missing}>
                  {engineWords(name)}
                  {missing ? ' (not here)' : ''}
                </option>
              );
            })}
          </select>
        </label>
      </div>
      {wrong.length > 0 && (
        <p class="trainer-problem" id={`${id}-problem`} role="alert">
          {wrong.join(' ')}
        </p>
      )}
      {notHere.value.map(({ engine: name, because }) => (
        <p key={name} class="trainer-hint">
          {name === 'webgpu'
            ? `No GPU here: ${because ?? 'This browser offers none.'} The CPU computes the same.`
            : because}
        </p>
      ))}
      {engine.value === 'auto' && timed.value.length > 0 && (
        <p class="trainer-hint">
          Timed here: {timed.value.map((one) => `${engineWords(one.engine)} ${rate(one.imagesPerSecond)}`).join(', ')}{' '}
          images a second.
        </p>
      )}
      <p class="trainer-hint">
        {changed.value
          ? 'Changed: the next run starts at image 0 with these settings. The run before stays on the chart.'
          : seeded.value
            ? 'What you change here counts from the next run.'
            : 'What you change here counts from the next run. Nothing is random now, so no seed is needed.'}
        {byReader && ' Your code runs on the CPU, apart from this page.'}
      </p>
    </div>
  );
}
