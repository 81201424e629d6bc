import { two } from './numbers.ts';

interface BarRow {
  /** What stands before it, where there are several. */
  readonly name?: string;
  /** For its looks: a class of the row. */
  readonly look?: string;
  readonly values: readonly number[];
}

interface TenBarsProps {
  readonly caption: string;
  /** What stands at the columns: the ten digits unless told. */
  readonly names?: readonly string[];
  readonly rows: readonly BarRow[];
  /** Stands out among them. */
  readonly marked?: readonly number[];
  /** A bar of this size is as long as there is room for, unless one of its row is longer. */
  readonly least?: number;
  readonly words?: (value: number) => string;
}

/** Numbers above and below zero as bars side by side, in a table that reads without them. */
export function TenBars({ caption, names, rows, marked = [], least = 0, words = two }: TenBarsProps) {
  const named = rows.some(({ name }) => name !== undefined);
  return (
    <table class="ten-bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {named && <td class="ten-corner" />}
          {rows[0]!.values.map((_, j) => (
            <th key={j} scope="col" class={marked.includes(j) ? 'is-marked' : undefined}>
              {names?.[j] ?? j}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, look, values }, i) => {
          const end = Math.max(least, ...values.map(Math.abs)) || 1;
          return (
            <tr key={i} class={look}>
              {named && <th scope="row">{name}</th>}
              {values.map((value, j) => (
                <td key={j}>
                  <span
                    class={`ten-bar ${value < 0 ? 'is-down' : 'is-up'}`}
                    style={{ '--part': Math.abs(value) / end }}
                  />
                  <span class="ten-number">{words(value)}</span>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
