import { useMemo, useState } from 'preact/hooks';
import type { AllLabels, Collection, DigitFilter } from './collection.ts';

const written = (count: number): string => count.toLocaleString('en-US');

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly all: Collection;
  readonly labels: AllLabels | null;
  readonly filter: DigitFilter;
  /** How many images pass the filter. */
  readonly count: number;
  readonly onFilter: (filter: DigitFilter) => void;
  /** Go to this number among all (from 0), or to the next that passes the filter. */
  readonly onJump: (number: number) => void;
}

const SETS = { both: 'All', train: 'Training,', test: 'Test,' } as const;

/** Which set, which label, and a jump to an image by its number. */
export function DigitControls({ id, all, labels, filter, count, onFilter, onJump }: Props) {
  const [wanted, setWanted] = useState('');
  const counts = useMemo(() => (labels ? all.countLabels(labels, filter.set) : null), [labels, filter.set]);
  const { classes, called } = all.dataSet;
  const sizeOf = (set: DigitFilter['set']): number => all.bounds(set).to - all.bounds(set).from;
  const { from } = all.bounds(filter.set);
  const largest = sizeOf(filter.set);

  const jump = (event: Event): void => {
    event.preventDefault();
    const number = Math.round(Number(wanted));
    if (wanted === '' || !Number.isFinite(number)) return;
    onJump(Math.min(all.count - 1, from + Math.min(Math.max(1, number), largest) - 1));
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
            {(Object.keys(SETS) as DigitFilter['set'][]).map((set) => (
              <option value={set}>{`${SETS[set]} ${written(sizeOf(set))}`}</option>
            ))}
          </select>
        </label>
        <form class="controls" onSubmit={jump}>
          <label class="field">
            {`Image number, 1 to ${written(largest)}`}
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
        {[null, ...classes.keys()].map((label) => (
          <label title={label === null || !counts ? undefined : `${written(counts[label]!)} ${called.many}`}>
            <input
              type="radio"
              name={`${id}-label`}
              checked={filter.label === label}
              onChange={() => onFilter({ ...filter, label })}
              class="visually-hidden"
            />
            <span>{label === null ? 'Any' : classes[label]}</span>
          </label>
        ))}
      </fieldset>
      <p
        class="status"
        role="status"
      >{`${written(count)} ${called.many}${filter.label === null ? '' : ` labelled ${classes[filter.label]}`}`}</p>
    </div>
  );
}
