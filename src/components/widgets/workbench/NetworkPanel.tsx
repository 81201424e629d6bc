import type { ComponentChildren } from 'preact';
import {
  ACTIVATIONS,
  HIDDEN_ACTIVATIONS,
  OUTPUT_ACTIVATIONS,
  type ActivationName,
} from '../../../lib/settings/choices.ts';
import { namesOf } from '../../../lib/settings/choose.ts';
import type { ConvolutionSpecification } from '../../../lib/nn/specification.ts';
import { count } from '../../words/format.ts';
import { networkBlocks } from '../pictures/network-blocks.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { Description } from '../trainer/NetworkTrainer.tsx';
import { marked, type FieldProps } from '../trainer/fields.tsx';
import { MOST_LAYERS, type NetworkForm } from '../trainer/form.ts';
import { CONTROL } from '../trainer/network-controls.tsx';
import {
  changedConvolution,
  changedHidden,
  fit,
  stepped,
  withConvolution,
  withHidden,
  withoutConvolution,
  withoutHidden,
} from './edits.ts';

const ALL_ACTIVATIONS = [
  ...HIDDEN_ACTIVATIONS,
  ...namesOf(ACTIVATIONS).filter((name) => !HIDDEN_ACTIVATIONS.includes(name)),
];
/** Those that look at each number alone: a convolution takes no other. */
const PIECEWISE = HIDDEN_ACTIVATIONS;
const SIZES = [3, 5, 7, 9];
const POOLS = [1, 2, 3, 4];
const MOST_FILTERS = 64;

interface ColumnProps extends FieldProps {
  readonly at: number;
}

interface WidthProps extends FieldProps {
  readonly name: string;
  readonly called: string;
  readonly of: string;
  readonly value: string;
  readonly most?: number;
  readonly onText: (text: string) => void;
}

/** How many units, with the next smaller and larger width on either side; arrow keys step as well. */
function Width({ name, called, of, value, most, onText, ...props }: WidthProps) {
  const step = (direction: 1 | -1): void => onText(stepped(value, direction, most));
  return (
    <span class="trainer-joined">
      <button
        class="button"
        type="button"
        aria-label={`Fewer ${called.toLowerCase()} in ${of}`}
        onClick={() => step(-1)}
      >
        −
      </button>
      <input
        class="bench-width"
        id={`${props.id}-bench-${name}`}
        aria-label={`${called} of ${of}`}
        inputMode="numeric"
        autocomplete="off"
        size={4}
        value={value}
        {...marked(props, name)}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          step(event.key === 'ArrowUp' ? 1 : -1);
        }}
      />
      <button class="button" type="button" aria-label={`More ${called.toLowerCase()} in ${of}`} onClick={() => step(1)}>
        +
      </button>
    </span>
  );
}

function ActivationChoice({
  of,
  value,
  order,
  onChoice,
}: {
  readonly of: string;
  readonly value: ActivationName;
  readonly order: readonly ActivationName[];
  readonly onChoice: (name: ActivationName) => void;
}) {
  const shown = order.includes(value) ? order : [...order, value];
  return (
    <select
      aria-label={`Activation of ${of}`}
      value={value}
      onChange={({ currentTarget }) => onChoice(currentTarget.value as ActivationName)}
    >
      {shown.map((name) => (
        <option key={name} value={name}>
          {name === 'identity' ? 'no activation' : ACTIVATIONS[name]}
        </option>
      ))}
    </select>
  );
}

const Remove = ({ of, does }: { readonly of: string; readonly does: () => void }) => (
  <button class="button button-quiet bench-remove" type="button" aria-label={`Remove ${of}`} onClick={does}>
    ×
  </button>
);

function HiddenHead({ at, ...props }: ColumnProps) {
  const { trainer } = props;
  const layer = trainer.form.value.hidden[at]!;
  const of = `hidden layer ${at + 1}`;
  const set = (change: Partial<NetworkForm['hidden'][number]>): void =>
    trainer.set(changedHidden(trainer.form.peek(), at, change));
  return (
    <>
      <span class="bench-row">
        <Width
          {...props}
          name={`units-${at}`}
          called="Units"
          of={of}
          value={layer.units}
          onText={(units) => set({ units })}
        />
        <Remove of={of} does={() => trainer.set(withoutHidden(trainer.form.peek(), at))} />
      </span>
      <ActivationChoice
        of={of}
        value={layer.activation}
        order={ALL_ACTIVATIONS}
        onChoice={(activation) => set({ activation })}
      />
      <label class="bench-inline">
        dropout
        <input
          aria-label={`Dropout of ${of}`}
          inputMode="decimal"
          autocomplete="off"
          size={4}
          value={layer.dropout}
          {...marked(props, `dropout-${at}`)}
          onInput={({ currentTarget }) => set({ dropout: currentTarget.value })}
        />
      </label>
    </>
  );
}

function ConvolutionHead({ at, ...props }: ColumnProps) {
  const { trainer } = props;
  const form = trainer.form.value;
  const layer = form.convolutions[at]!;
  const of = `convolution ${at + 1}`;
  const set = (change: Partial<ConvolutionSpecification>): void => {
    const edit = changedConvolution(trainer.form.peek(), at, change);
    if (edit) trainer.set(edit);
  };
  const fits = (change: Partial<ConvolutionSpecification>): boolean =>
    fit(
      form.convolutions.map((one, i) => (i === at ? { ...one, ...change } : one)),
      form,
    );
  const choice = (
    label: string,
    name: 'size' | 'pool',
    values: readonly number[],
    words: (value: number) => string,
  ): ComponentChildren => (
    <select
      aria-label={`${label} of ${of}`}
      value={layer[name]}
      onChange={({ currentTarget }) => set({ [name]: Number(currentTarget.value) })}
    >
      {[...new Set([...values, layer[name]])]
        .sort((a, b) => a - b)
        .map((value) => (
          <option key={value} value={value} disabled={!fits({ [name]: value })}>
            {words(value)}
          </option>
        ))}
    </select>
  );
  return (
    <>
      <span class="bench-row">
        <Width
          {...props}
          name={`filters-${at}`}
          called="Kernels"
          of={of}
          most={MOST_FILTERS}
          value={String(layer.filters)}
          onText={(text) => {
            const filters = Number(text);
            if (Number.isInteger(filters) && filters >= 1 && filters <= MOST_FILTERS) set({ filters });
          }}
        />
        <Remove of={of} does={() => trainer.set(withoutConvolution(trainer.form.peek(), at))} />
      </span>
      <ActivationChoice
        of={of}
        value={layer.activation}
        order={PIECEWISE}
        onChoice={(activation) => set({ activation })}
      />
      <span class="bench-row">
        {choice('Size', 'size', SIZES, (size) => `${size} × ${size}`)}
        {choice('Pooling', 'pool', POOLS, (pool) => (pool === 1 ? 'no pooling' : `pool ${pool}`))}
      </span>
    </>
  );
}

function OutputHead({ trainer }: FieldProps) {
  const form = trainer.form.value;
  return (
    <>
      <span class="bench-row">
        <b>outputs</b>
      </span>
      <ActivationChoice
        of="the outputs"
        value={form.outputActivation}
        order={OUTPUT_ACTIVATIONS}
        onChoice={(outputActivation) => trainer.set({ outputActivation })}
      />
    </>
  );
}

/** What can be put between two columns. */
function Add({
  trainer,
  convolution,
  hidden,
}: FieldProps & { readonly convolution: number | null; readonly hidden: number | null }) {
  const form = trainer.form.value;
  const conv = convolution === null ? null : withConvolution(form, convolution);
  const canHide = hidden !== null && form.hidden.length < MOST_LAYERS;
  const where =
    hidden !== null && hidden === form.hidden.length ? 'before the outputs' : `as hidden layer ${(hidden ?? 0) + 1}`;
  return (
    <span class="bench-add">
      {canHide && (
        <button
          class="button"
          type="button"
          title="Add a dense layer here"
          onClick={() => trainer.set(withHidden(trainer.form.peek(), hidden))}
        >
          + dense<span class="visually-hidden"> layer {where}</span>
        </button>
      )}
      {conv && (
        <button class="button" type="button" title="Add a convolution here" onClick={() => trainer.set(conv)}>
          + conv<span class="visually-hidden"> layer {convolution! + 1}</span>
        </button>
      )}
    </span>
  );
}

/** The network as columns, the picture first, each edited at its head. */
export function NetworkPanel({
  trainer,
  id,
  given,
  children,
}: FieldProps & { readonly given: TrainerNetwork; readonly children: ComponentChildren }) {
  const form = trainer.form.value;
  const { network } = trainer.parsed.value;
  const blocks = network ? networkBlocks(network.specification) : null;
  const { convolutions, hidden } = form;
  const field = { trainer, id };
  const heads: { key: string; head: ComponentChildren; add: ComponentChildren }[] = [
    { key: 'input', head: <InputHead {...field} />, add: null },
    ...convolutions.map((_, at) => ({
      key: `convolution ${at}`,
      head: <ConvolutionHead {...field} at={at} />,
      add: <Add {...field} convolution={at} hidden={null} />,
    })),
    ...hidden.map((_, at) => ({
      key: `hidden ${at}`,
      head: <HiddenHead {...field} at={at} />,
      add: <Add {...field} convolution={at === 0 ? convolutions.length : null} hidden={at} />,
    })),
    {
      key: 'outputs',
      head: <OutputHead {...field} />,
      add: <Add {...field} convolution={hidden.length === 0 ? convolutions.length : null} hidden={hidden.length} />,
    },
  ];
  const Hidden = CONTROL.hidden;
  return (
    <section class="bench-network" aria-label="The network" style={{ '--columns': heads.length }}>
      <div class="bench-scroll" tabIndex={-1}>
        <ol class="bench-columns">
          {heads.map(({ key, head, add }, c) => (
            <li key={key} class="bench-column">
              {add}
              <div class="bench-head">
                {head}
                <small class="bench-size">
                  {blocks?.[c]
                    ? c === 0
                      ? blocks[c].shape
                      : `${blocks[c].shape.includes('×') ? `${blocks[c].shape}, ` : ''}${count(blocks[c].parameters)} weights`
                    : ' '}
                </small>
              </div>
            </li>
          ))}
        </ol>
        {children}
      </div>
      <div class="bench-foot trainer-settings">
        <Hidden {...field} />
        <Description trainer={trainer} given={given} />
      </div>
    </section>
  );
}

function InputHead({ trainer, ...props }: FieldProps) {
  return (
    <>
      <span class="bench-row">
        <b>pixels</b>
      </span>
      <label class="bench-inline">
        dropout
        <input
          aria-label="Dropout of the pixels"
          inputMode="decimal"
          autocomplete="off"
          size={4}
          value={trainer.form.value.inputDropout}
          {...marked({ trainer, ...props }, 'inputDropout')}
          onInput={({ currentTarget }) => trainer.set({ inputDropout: currentTarget.value })}
        />
      </label>
    </>
  );
}
