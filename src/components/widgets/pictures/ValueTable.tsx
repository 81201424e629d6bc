import { useState } from 'preact/hooks';

const ACROSS = 10;

interface Props {
  readonly values: Float32Array;
  readonly caption: string;
  readonly words: (value: number) => string;
}

/** Many numbers as a table, ten in a row. It exists only while it is open. */
export function ValueTable({ values, caption, words }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details class="pixel-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The {values.length} values as a table</summary>
      {open && (
        <div class="pixel-scroll" tabIndex={0} role="region" aria-label={caption}>
          <table class="table">
            <caption>{caption}. Counted from 0.</caption>
            <thead>
              <tr>
                <th scope="col">
                  <span class="visually-hidden">First of the row</span>
                </th>
                {Array.from({ length: Math.min(ACROSS, values.length) }, (_, column) => (
                  <th key={column} scope="col">
                    +{column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: Math.ceil(values.length / ACROSS) }, (_, row) => (
                <tr key={row}>
                  <th scope="row">{row * ACROSS}</th>
                  {Array.from(values.subarray(row * ACROSS, (row + 1) * ACROSS), (value, column) => (
                    <td key={column}>{words(value)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
