import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ACTIVATIONS, OUTPUT_ACTIVATIONS } from '../../../lib/settings/choices.ts';
import {
  fieldEntries,
  FIELDS,
  isChoice,
  type Field,
  OPTIMIZER_RATES,
  type FieldName,
  type Group,
  type RateName,
} from '../../../lib/settings/fields.ts';
import type { ControlName } from './controls.ts';
import { ChoiceField, TextField, type FieldProps } from './fields.tsx';
import { CONTROL, RateField } from './network-controls.tsx';
import { Layers } from './Layers.tsx';

export interface AllSettingsProps extends FieldProps {
  /** Controls that stand open already. */
  readonly without: readonly ControlName[];
}

/** The last layer, whose ten outputs are the answer. */
function OutputLayer({ trainer }: FieldProps) {
  const form = trainer.form.value;
  return (
    <>
      <ChoiceField
        label="Last layer, activation"
        words={ACTIVATIONS}
        order={OUTPUT_ACTIVATIONS}
        value={form.outputActivation}
        onChoice={(outputActivation) => trainer.set({ outputActivation })}
      />
      <label class="trainer-check">
        <input
          type="checkbox"
          checked={form.outputBias}
          onChange={({ currentTarget }) => trainer.set({ outputBias: currentTarget.checked })}
        />{' '}
        Last layer has a bias
      </label>
    </>
  );
}

const EXTRA_RATES = ['momentum', 'beta1', 'beta2', 'decay', 'epsilon'] as const satisfies readonly RateName[];

/** Every setting of the network that does not stand open already, by what it belongs to. */
const isOpen = (entry: Field): boolean => !isChoice(entry) || Object.keys(entry.words).length > 1;

export default function AllSettings({ trainer, id, without }: AllSettingsProps) {
  const props = { trainer, id };
  // As in the panel: until something listens nothing can be changed.
  const alive = useSignal(false);
  useEffect(() => void (alive.value = true), []);
  const form = trainer.form.value;
  const field = (name: ControlName) => {
    const Control = CONTROL[name];
    return without.includes(name) ? null : <Control key={name} {...props} />;
  };
  const group = (wanted: Group, first?: FieldName) =>
    fieldEntries(FIELDS).map(([name, entry]) =>
      entry.group === wanted && name !== first && isOpen(entry) ? field(name) : null,
    );
  const rates = EXTRA_RATES.filter(
    (name) => name in OPTIMIZER_RATES[form.optimizer] && !(name === 'momentum' && without.includes('momentum')),
  );
  return (
    <div class="trainer-settings trainer-all" inert={!alive.value}>
      <fieldset>
        <legend>Layers</legend>
        <Layers {...props} />
        <div class="controls">
          <OutputLayer {...props} />
          {group('Layers')}
        </div>
      </fieldset>
      <fieldset>
        <legend>Learning</legend>
        <div class="controls">
          {field('loss')}
          {field('optimizer')}
          {field('learningRate')}
          {rates.map((rate) => (
            <RateField key={rate} {...props} rate={rate} />
          ))}
          {group('Learning', 'loss')}
        </div>
      </fieldset>
      <fieldset>
        <legend>Images</legend>
        <div class="controls">
          {group('Images')}
          {field('validation')}
          {form.validates && (
            <TextField
              {...props}
              name="validationFrom"
              label="Validation from image"
              value={form.validationFrom}
              onText={(validationFrom) => trainer.set({ validationFrom })}
            />
          )}
        </div>
      </fieldset>
      {!without.includes('engine') && (
        <fieldset>
          <legend>Where it is computed</legend>
          <div class="controls">{field('engine')}</div>
        </fieldset>
      )}
      <p class="field-hint">What you change here counts from the next run. Runs that are there keep their settings.</p>
    </div>
  );
}
