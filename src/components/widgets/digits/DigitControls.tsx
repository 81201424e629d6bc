import { useMemo, useState } from 'preact/hooks';
import { CLASS_COUNT } from '../../../lib/data/contract.ts';
import { ALL_COUNT, countLabels, setBounds, type AllLabels, type DigitFilter } from './collection.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly labels: AllLabels | null;
  readonly filter: DigitFilter;
  /** How many digits pass the filter. */
  readonly count: number;
  readonly onFilter: (filter: DigitFilter) => void;
  /** Go to this number among all 70,000 (from 0), or to the next that passes the filter. */
  readonly onJump: (number: number) => void;
}

const SETS: readonly { readonly set: DigitFilter['set']; readonly name: string }[] = [
  { set: 'both', name: 'All 70,000' },
  { set: 'train', name: 'Training, 60,000' },
  { set: 'test', name: 'Test, 10,000' },
];

/** Which set, which label, and a jump to an image by its number. */
export function DigitControls({ id, labels, filter, count, onFilter, onJump }: Props) {
  const [wanted, setWanted] = useState('');
  const counts = useMemo(() => (labels ? countLabels(labels, filter.set) : null), [labels, filter.set]);
  const { from, to } = setBounds(filter.set);
  const largest = to - from;

  const jump = (event: Event): void => {
    event.preventDefault();
    const number = Math.round(Number(wanted));
    if (wanted === '' || !Number.isFinite(number)) return;
    onJump(Math.min(ALL_COUNT - 1, from + Math.min(Math.max(1, number), largest) - 1));
  };

  return (
    <div class="digit-controls">
      <div class="controls">
        <label class="field">
          Set
          <select
            value={filter.set}
            onChange={(event) => onFilter({ ...filter, set: event.currentTarget.value as DigitFilter['set'] })}
          >
            {SETS.map(({ set, name }) => (
              <option value={set}>{name}</option>
            ))}
          </select>
        </label>
        <form class="controls" onSubmit={jump}>
          <label class="field">
            {`Image number, 1 to ${largest.toLocaleString('en-US')}`}
            <input
              type="number"
              inputMode="numeric"
              min={1}
              max={largest}
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button">
            Go
          </button>
        </form>
      </div>
      <fieldset class="digit-labels" disabled={!labels}>
        <legend>Label</legend>
        {[null, ...Array.from({ length: CLASS_COUNT }, (_, label) => label)].map((label) => (
          <label
            title={label === null || !counts ? undefined : `${(counts[label] ?? 0).toLocaleString('en-US')} digits`}
          >
            <input
              type="radio"
              name={`${id}-label`}
              checked={filter.label === label}
              onChange={() => onFilter({ ...filter, label })}
              class="visually-hidden"
            />
            <span>{label === null ? 'Any' : label}</span>
          </label>
        ))}
      </fieldset>
      <p
        class="status"
        role="status"
      >{`${count.toLocaleString('en-US')} digits${filter.label === null ? '' : ` labelled ${filter.label}`}`}</p>
    </div>
  );
}
