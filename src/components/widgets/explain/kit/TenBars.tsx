import { two } from './numbers.ts';

interface TenBarsProps {
  readonly caption: string;
  /** What stands at the columns: the ten digits unless told. */
  readonly names?: readonly string[];
  readonly values: readonly number[];
  /** Stands out among them. */
  readonly marked?: readonly number[];
  readonly words?: (value: number) => string;
}

/** Numbers above and below zero as bars side by side, in a table that reads without them. */
export function TenBars({ caption, names, values, marked = [], words = two }: TenBarsProps) {
  const end = Math.max(...values.map(Math.abs), 0) || 1;
  return (
    <table class="ten-bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {values.map((_, j) => (
            <th key={j} scope="col" class={marked.includes(j) ? 'is-marked' : undefined}>
              {names?.[j] ?? j}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {values.map((value, j) => (
            <td key={j}>
              <span
                class={`ten-bar ${value < 0 ? 'is-down' : 'is-up'}`}
                style={{ blockSize: `${(38 * Math.abs(value)) / end}%` }}
              />
              <span class="ten-number">{words(value)}</span>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
