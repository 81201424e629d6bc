import type { EngineChoice, EngineName } from '../../../lib/engine/contract.ts';
import { namesOf } from '../../../lib/nn/choose.ts';
import { rate } from '../trainer/format.ts';
import { ACTIVATIONS, LOSSES, OPTIMIZER_RATES, OUTPUT_ACTIVATIONS, type ControlName, type RateName } from './choices.ts';
import { ChoiceField, FIELDS, OrderField, RateField, TextField, type FieldProps } from './fields.tsx';
import { Layers } from './Layers.tsx';

interface AllSettingsProps extends FieldProps {
  /** Controls that stand open already. */
  readonly without: readonly ControlName[];
}

const ENGINES: Readonly<Record<EngineChoice, string>> = { auto: 'the fastest here', simd: 'CPU, WebAssembly', webgpu: 'GPU', reference: 'CPU, TypeScript' };

/** Which engine trains, how fast each is here, and why one cannot run. */
function Engine({ trainer }: FieldProps) {
  const available = trainer.available.value;
  const timed = trainer.runs.value.findLast((run) => run.timed.length > 0)?.timed ?? [];
  const rates = new Map(timed.map(({ engine, imagesPerSecond }) => [engine, imagesPerSecond]));
  const missing = available?.filter((choice) => !choice.available) ?? [];
  const words = (name: EngineChoice): string => {
    const perSecond = rates.get(name as EngineName);
    return `${ENGINES[name]}${missing.some(({ engine }) => engine === name) ? ' (not here)' : perSecond ? `, ${rate(perSecond)} images/s` : ''}`;
  };
  return (
    <>
      <label class="field network-wide">
        Engine
        <select value={trainer.engine.value} onFocus={() => void trainer.lookForEngines()} onChange={({ currentTarget }) => (trainer.engine.value = currentTarget.value as EngineChoice)}>
          {namesOf(ENGINES).map((name) => <option key={name} value={name} disabled={missing.some(({ engine }) => engine === name)}>{words(name)}</option>)}
        </select>
      </label>
      {missing.map(({ engine, because }) => <p key={engine} class="trainer-hint network-row">{engine === 'webgpu' ? `No GPU here: ${because ?? 'this browser offers none'}. The CPU computes the same.` : because}</p>)}
    </>
  );
}

/** The last layer, whose ten outputs are the answer. */
function OutputLayer({ trainer }: FieldProps) {
  const form = trainer.form.value;
  return (
    <>
      <ChoiceField label="Last layer, activation" words={ACTIVATIONS} order={OUTPUT_ACTIVATIONS} value={form.outputActivation} onChoice={(outputActivation) => trainer.set({ outputActivation })} />
      <label class="network-check"><input type="checkbox" checked={form.outputBias} onChange={({ currentTarget }) => trainer.set({ outputBias: currentTarget.checked })} /> Last layer has a bias</label>
    </>
  );
}

const EXTRA_RATES = ['momentum', 'beta1', 'beta2', 'decay', 'epsilon'] as const satisfies readonly RateName[];

/** Every setting of the network that does not stand open already, by what it belongs to. */
export default function AllSettings({ trainer, id, without }: AllSettingsProps) {
  const props = { trainer, id };
  const form = trainer.form.value;
  const field = (name: ControlName) => {
    const Field = FIELDS[name];
    return without.includes(name) ? null : <Field {...props} />;
  };
  const text = (name: 'inputDropout' | 'validationFrom', label: string) => <TextField {...props} name={name} label={label} value={form[name]} onText={(value) => trainer.set({ [name]: value })} />;
  const rates = EXTRA_RATES.filter((name) => name in OPTIMIZER_RATES[form.optimizer] && !(name === 'momentum' && without.includes('momentum')));
  return (
    <div class="network-all">
      <fieldset>
        <legend>Layers</legend>
        <Layers {...props} />
        <div class="controls"><OutputLayer {...props} />{field('initialization')}</div>
      </fieldset>
      <fieldset>
        <legend>Learning</legend>
        <div class="controls">
          {field('loss')}
          {field('optimizer')}
          {field('learningRate')}
          {rates.map((rate) => <RateField key={rate} {...props} rate={rate} />)}
          {field('batchSize')}
          {field('epochs')}
          {field('seed')}
          <OrderField {...props} />
          {field('l2')}
        </div>
        {LOSSES[form.loss] && form.optimizer === 'adam' && form.rates.epsilon === '1e-7' && <p class="trainer-hint">Keras’s Adam adds its epsilon, 1e-7, a little earlier than PyTorch’s; here it stands as in PyTorch.</p>}
      </fieldset>
      <fieldset>
        <legend>Images</legend>
        <div class="controls">
          {field('normalization')}
          {text('inputDropout', 'Input dropout')}
          {field('trainCount')}
          {field('validation')}
          {form.validates && text('validationFrom', 'Validation from image')}
        </div>
      </fieldset>
      <fieldset>
        <legend>Where it is computed</legend>
        <div class="controls"><Engine {...props} /></div>
      </fieldset>
      <p class="trainer-hint">What you change here counts from the next run. Runs that are there keep their settings.</p>
    </div>
  );
}
