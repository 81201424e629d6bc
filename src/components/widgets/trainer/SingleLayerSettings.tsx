import { ORDERS } from '../../../lib/settings/choices.ts';
import { FIELDS } from '../../../lib/settings/fields.ts';
import type { CodeChoice } from './controller.ts';
import { Engine } from './Engine.tsx';
import { ChoiceField, LearningRate, ProblemLine, Seed, TextField, type FieldProps } from './fields.tsx';
import { usesSeed } from '../../../lib/systems/network.ts';

interface SingleLayerSettingsProps extends FieldProps {
  /** What to call the reader's own code; null where none may train. */
  readonly reader: string | null;
}

const STARTS = { uniform01: 'random', zeros: 'all zero' } as const;
const IN_FILE_ORDER = ['file', 'shuffled'] as const;

/** The controls that decide a run of the delta rule. They may be changed at any time and count from the next run. */
export function SingleLayerSettings({ reader, ...field }: SingleLayerSettingsProps) {
  const { trainer } = field;
  const form = trainer.form.value;
  const { network } = trainer.parsed.value;
  const byReader = trainer.code.value === 'reader';
  const seeded = network === null || usesSeed(network.specification);
  return (
    <>
      <div class="controls controls-single-layer">
        <LearningRate {...field} called="Alpha" />
        <ChoiceField
          name="initialization"
          label="Start"
          words={STARTS}
          value={form.initialization as keyof typeof STARTS}
          onChoice={(initialization) => trainer.set({ initialization })}
        />
        <Seed {...field} />
        <TextField
          {...field}
          name="epochs"
          label={FIELDS.epochs.label}
          inputMode="numeric"
          value={form.epochs}
          onText={(epochs) => trainer.set({ epochs })}
        />
        <ChoiceField
          name="order"
          label={FIELDS.order.label}
          words={ORDERS}
          order={IN_FILE_ORDER}
          value={form.order}
          onChoice={(order) => trainer.set({ order })}
        />
        {reader !== null && (
          <label class="field trainer-code" data-control="code">
            Code
            <select
              value={trainer.code.value}
              onChange={({ currentTarget }) => (trainer.code.value = currentTarget.value as CodeChoice)}
            >
              <option value="book">the book’s code</option>
              <option value="reader">{reader}</option>
            </select>
          </label>
        )}
        {!byReader && <Engine trainer={trainer} />}
      </div>
      <ProblemLine {...field} />
      <p class="field-hint">
        {trainer.changed.value
          ? 'Changed: the next run starts at image 0 with these settings. The run before stays on the chart.'
          : `What you change here counts from the next run.${seeded ? '' : ' Nothing is random now, so no seed is needed.'}`}
        {byReader && ' Your code runs on the CPU, apart from this page.'}
      </p>
    </>
  );
}
