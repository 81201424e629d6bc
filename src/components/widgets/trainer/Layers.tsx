import { useRef } from 'preact/hooks';
import { namesOf } from '../../../lib/settings/choose.ts';
import { ACTIVATIONS, HIDDEN_ACTIVATIONS } from '../../../lib/settings/choices.ts';
import { marked, type FieldProps } from './fields.tsx';
import { MOST_LAYERS, type HiddenForm } from './form.ts';
import { anotherLayer } from './whole-network.ts';
import type { ActivationName } from '../../../lib/settings/choices.ts';

interface LayerRowProps extends FieldProps {
  readonly layer: HiddenForm;
  readonly l: number;
}

const CHOICES = [...HIDDEN_ACTIVATIONS, ...namesOf(ACTIVATIONS).filter((name) => !HIDDEN_ACTIVATIONS.includes(name))];

/** One hidden layer: its units, what it does to their sums, and how many of them it drops. */
function LayerRow({ layer, l, ...props }: LayerRowProps) {
  const { trainer, id } = props;
  const set = (change: Partial<HiddenForm>): void =>
    trainer.set({
      shape: null,
      hidden: trainer.form.value.hidden.map((one, k) => (k === l ? { ...one, ...change } : one)),
    });
  return (
    <li class="trainer-layer">
      <span class="trainer-layer-name">{l + 1}</span>
      <label class="field">
        Units
        <input
          id={`${id}-units-${l}`}
          inputMode="numeric"
          autocomplete="off"
          size={5}
          value={layer.units}
          {...marked(props, `units-${l}`)}
          onInput={({ currentTarget }) => set({ units: currentTarget.value })}
        />
      </label>
      <label class="field">
        Activation
        <select
          value={layer.activation}
          onChange={({ currentTarget }) => set({ activation: currentTarget.value as ActivationName })}
        >
          {CHOICES.map((name) => (
            <option key={name} value={name}>
              {ACTIVATIONS[name]}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        Dropout
        <input
          inputMode="decimal"
          autocomplete="off"
          size={4}
          value={layer.dropout}
          {...marked(props, `dropout-${l}`)}
          onInput={({ currentTarget }) => set({ dropout: currentTarget.value })}
        />
      </label>
      <label class="trainer-check">
        <input
          type="checkbox"
          checked={layer.bias}
          onChange={({ currentTarget }) => set({ bias: currentTarget.checked })}
        />{' '}
        bias
      </label>
      <button
        class="button button-quiet"
        type="button"
        aria-label={`Remove hidden layer ${l + 1}`}
        onClick={() => trainer.set({ shape: null, hidden: trainer.form.value.hidden.filter((_, k) => k !== l) })}
      >
        Remove
      </button>
    </li>
  );
}

/** The hidden layers as a list that can grow and shrink. */
export function Layers(props: FieldProps) {
  const { trainer, id } = props;
  const { hidden, convolutions } = trainer.form.value;
  const list = useRef<HTMLOListElement>(null);
  const full = hidden.length >= MOST_LAYERS;
  const add = (): void => {
    trainer.set({ shape: null, hidden: [...hidden, anotherLayer(hidden)] });
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.select());
  };
  return (
    <>
      {convolutions.length > 0 && (
        <p class="field-hint">
          First come convolutions:{' '}
          {convolutions
            .map(
              ({ filters, size, activation, pool }) =>
                `${filters} kernels of ${size} x ${size}, ${ACTIVATIONS[activation]}${pool > 1 ? `, pooled by ${pool} x ${pool}` : ''}`,
            )
            .join('; ')}
          .{' '}
          <button class="button button-quiet" type="button" onClick={() => trainer.set({ convolutions: [] })}>
            Take them out
          </button>
        </p>
      )}
      <ol class="trainer-layers" ref={list} aria-label="Hidden layers">
        {hidden.map((layer, l) => (
          <LayerRow key={l} {...props} layer={layer} l={l} />
        ))}
      </ol>
      {hidden.length === 0 && <p class="field-hint">No hidden layer: the inputs lead straight to the outputs.</p>}
      <button
        class="button"
        type="button"
        id={`${id}-add`}
        aria-disabled={full ? 'true' : undefined}
        title={full ? `At most ${MOST_LAYERS} hidden layers.` : undefined}
        onClick={() => !full && add()}
      >
        Add a hidden layer
      </button>
    </>
  );
}
