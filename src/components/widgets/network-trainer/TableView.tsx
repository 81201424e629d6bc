import type { ComponentChildren } from 'preact';
import { count, percent } from '../trainer/format.ts';
import type { Column, Row, Sorting } from './rows.ts';
import { ENGINE_WORDS, timeTaken } from './run-words.ts';

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

interface ColumnView {
  readonly name: Column;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
}

const withinCell = ({ within, withinWords, accepted }: Row): ComponentChildren => (
  <>
    <span class={within === null ? undefined : within ? 'network-within' : 'network-outside'}>{withinWords}</span>
    {accepted && <small>{accepted}</small>}
  </>
);

/** The columns that have something to say of these rows. */
function columnsFor(rows: readonly Row[], by: string | null): readonly ColumnView[] {
  const some = (has: (row: Row) => boolean): boolean => rows.some(has);
  const sourced = some(({ published }) => published !== null);
  const columns: readonly (ColumnView | false)[] = [
    { name: 'parameters', title: 'parameters', cell: ({ parameters }) => count(parameters) },
    { name: 'training', title: 'training', cell: ({ training }) => share(training) },
    some(({ network, run }) => network.validation !== null || run?.settings.validation !== undefined) && { name: 'validation', title: 'validation', cell: ({ validation }) => share(validation) },
    { name: 'test', title: 'test', cell: ({ test }) => share(test) },
    sourced && { name: 'published', title: by ?? 'published', cell: ({ published, measure }) => (published === null || published === '–' ? '–' : <>{published}<small>{measure?.replace(' accuracy', '')}</small></>) },
    sourced && { name: 'within', title: 'within the band?', cell: withinCell },
    { name: 'seconds', title: 'time', cell: ({ seconds }) => (seconds === null ? '–' : timeTaken(seconds)) },
    { name: 'epochs', title: 'epochs', cell: ({ epochs }) => epochs },
    { name: 'layers', title: 'layers', cell: ({ layers }) => layers },
    { name: 'engine', title: 'engine', cell: ({ run }) => (run?.by ? ENGINE_WORDS[run.by] : '–') },
  ];
  return columns.filter((column) => column !== false);
}

function Head({ column, title, sorting, onSort }: { readonly column: Column; readonly title: string } & Pick<TableViewProps, 'sorting' | 'onSort'>) {
  const mine = sorting?.column === column ? sorting : null;
  return (
    <th scope="col" aria-sort={mine ? (mine.descending ? 'descending' : 'ascending') : undefined}>
      {onSort ? (
        <button class="network-sort" type="button" onClick={() => onSort(column)}>
          {title}<span aria-hidden="true">{mine ? (mine.descending ? ' ↓' : ' ↑') : ''}</span>
        </button>
      ) : title}
    </th>
  );
}

/** Networks and their runs, one a row. */
export function TableView({ label, rows, by, sorting = null, onSort, head }: TableViewProps) {
  const columns = columnsFor(rows, by);
  const sort = { sorting, ...(onSort ? { onSort } : {}) };
  return (
    <div class="trainer-scroll network-table" tabIndex={0} role="region" aria-label={label}>
      <table class="table">
        <thead>
          <tr>
            <Head column="name" title="network" {...sort} />
            {columns.map(({ name, title }) => <Head key={name} column={name} title={title} {...sort} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-hidden={row.run?.hidden ? '' : undefined}>
              <th scope="row">{head ? head(row) : row.name}</th>
              {columns.map(({ name, cell }) => <td key={name}>{cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
