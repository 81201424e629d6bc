import { engineWords } from '../../../lib/engine/engine-words.ts';
import type { ComponentChildren } from 'preact';
import { percent, timeTaken } from '../../words/format.ts';
import { sizeWords, type Column, type Row, type Sorting } from './rows.ts';

interface TableViewProps {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Whose figures stand in the table. */
  readonly by: string | null;
  readonly sorting?: Sorting | null;
  /** Left out in a table that cannot be sorted, as without JavaScript. */
  readonly onSort?: (column: Column) => void;
  /** What stands for a row's name, if more than the name. */
  readonly head?: (row: Row) => ComponentChildren;
}

const share = (value: number | null): string => (value === null ? '–' : percent(value));

/** One column, under one or more names: it can be sorted by each. */
interface ColumnView {
  readonly names: readonly (readonly [name: Column, title: string])[];
  readonly cell: (row: Row) => ComponentChildren;
}

function PublishedCell({ row: { published, measure, within, withinWords, accepted } }: { readonly row: Row }) {
  return (
    <span class="published-figure">
      {published === null || published === '–' ? (
        '–'
      ) : (
        <>
          {published}
          <small>{measure?.replace(' accuracy', '')}</small>
        </>
      )}
      {withinWords !== '–' && (
        <span class={within === null ? undefined : within ? 'figure-within' : 'figure-outside'}>{withinWords}</span>
      )}
      {accepted && <small>{accepted}</small>}
    </span>
  );
}

function TimeCell({ row: { seconds, epochs, run } }: { readonly row: Row }) {
  return (
    <>
      {seconds === null ? '–' : timeTaken(seconds)}
      <small>{epochs === 1 ? '1 epoch' : `${epochs} epochs`}</small>
      {run?.by && <small>{engineWords(run.by)}</small>}
    </>
  );
}

const NETWORK: ColumnView['names'] = [
  ['name', 'network'],
  ['parameters', 'parameters'],
  ['layers', 'layers'],
];

/** The columns that have something to say of these rows. Few, so that they fit beside the text; what belongs together stands in one. */
function columnsFor(rows: readonly Row[], by: string | null): readonly ColumnView[] {
  const validated = rows.some(
    ({ network, run }) => network.validation !== null || run?.settings.validation !== undefined,
  );
  const sourced = rows.some(({ published }) => published !== null);
  const columns: readonly (ColumnView | false)[] = [
    { names: [['training', 'training']], cell: ({ training }) => share(training) },
    validated && { names: [['validation', 'validation']], cell: ({ validation }) => share(validation) },
    { names: [['test', 'test']], cell: ({ test }) => share(test) },
    sourced && {
      names: [
        ['published', by ?? 'published'],
        ['within', 'within?'],
      ],
      cell: (row) => <PublishedCell row={row} />,
    },
    {
      names: [
        ['seconds', 'time'],
        ['epochs', 'epochs'],
        ['engine', 'engine'],
      ],
      cell: (row) => <TimeCell row={row} />,
    },
  ];
  return columns.filter((column) => column !== false);
}

function Head({ names, sorting, onSort }: Pick<ColumnView, 'names'> & Pick<TableViewProps, 'sorting' | 'onSort'>) {
  const mine = names.some(([name]) => name === sorting?.column) ? sorting : null;
  return (
    <th role="columnheader" scope="col" aria-sort={mine ? (mine.descending ? 'descending' : 'ascending') : undefined}>
      {names.map(([name, title]) => {
        const arrow = sorting?.column === name && <span aria-hidden="true">{sorting.descending ? ' ↓' : ' ↑'}</span>;
        return onSort ? (
          <button key={name} class="runs-sort" type="button" onClick={() => onSort(name)}>
            {title}
            {arrow}
          </button>
        ) : (
          <span key={name}>{title} </span>
        );
      })}
    </th>
  );
}

/** Networks and their runs, one a row. Every part says its role: on narrow screens the rows are cards, and no longer laid out as a table. */
export function TableView({ label, rows, by, sorting = null, onSort, head }: TableViewProps) {
  const columns = columnsFor(rows, by);
  const sort = { sorting, ...(onSort ? { onSort } : {}) };
  return (
    <div class="trainer-scroll scroll-shadow runs-table" tabIndex={0} role="region" aria-label={label}>
      <table class="table" role="table">
        <thead role="rowgroup" class={onSort ? undefined : 'runs-unsorted'}>
          <tr role="row">
            <Head names={NETWORK} {...sort} />
            {columns.map(({ names }) => (
              <Head key={names[0]![0]} names={names} {...sort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.key} role="row" data-hidden={row.run?.hidden ? '' : undefined}>
              <th role="rowheader" scope="row">
                {head ? (
                  head(row)
                ) : (
                  <>
                    {row.name}
                    <small>{sizeWords(row)}</small>
                  </>
                )}
              </th>
              {columns.map(({ names, cell }) => (
                <td
                  key={names[0]![0]}
                  role="cell"
                  class={names.length > 1 ? 'runs-merged' : undefined}
                  data-label={names[0]![1]}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
