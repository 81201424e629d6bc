import { signed } from '../../words/format.ts';
import { digitsFor } from '../weights/scale.ts';

interface Props {
  readonly caption: string;
  /** What the rows are, such as `To output`. */
  readonly head: string;
  readonly rows: readonly { readonly name: string; readonly value: number }[];
}

/** Numbers above and below zero as bars, in a table that also reads without them. */
export function SignedBars({ caption, head, rows }: Props) {
  const end = Math.max(...rows.map(({ value }) => Math.abs(value)).filter(Number.isFinite), 0) || 1;
  const digits = digitsFor(end);
  return (
    <table class="table share-bars signed-bars">
      <caption>{caption}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Bar</th>
          <th scope="col">Weight</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="share-track" aria-hidden="true">
              <span>
                {Number.isFinite(value) && (
                  <i
                    data-sign={value < 0 ? 'below' : 'above'}
                    style={{
                      left: `${50 * (1 + Math.min(0, value) / end)}%`,
                      width: `${(50 * Math.abs(value)) / end}%`,
                    }}
                  />
                )}
                <b style={{ left: '50%' }} />
              </span>
            </td>
            <td>{signed(value, digits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
