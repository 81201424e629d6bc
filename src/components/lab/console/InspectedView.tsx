import type { Inspected } from '../../../lib/sandbox/contract.ts';
import { inlineText } from './as-text.ts';
import { formatNumber } from './numbers.ts';

type Vector = Extract<Inspected, { kind: 'vector' }>;
type Matrix = Extract<Inspected, { kind: 'matrix' }>;

const count = (value: number): string => value.toLocaleString('en');

/** The numbers of a vector, ten in a row, each row with its first index. */
function VectorTable({ vector }: { readonly vector: Vector }) {
  const rows = Array.from({ length: Math.ceil(vector.head.length / 10) }, (_, i) =>
    vector.head.slice(i * 10, i * 10 + 10),
  );
  return (
    <div class="lab-table-box" role="group" tabIndex={0} aria-label={`Vector of ${count(vector.length)} numbers`}>
      <table class="lab-numbers">
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <th scope="row">{i * 10}</th>
              {row.map((value, j) => (
                <td key={j}>{formatNumber(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {vector.length > vector.head.length && (
        <p class="lab-more">
          {count(vector.length - vector.head.length)} more numbers, {count(vector.length)} in all.
        </p>
      )}
    </div>
  );
}

function MatrixTable({ matrix }: { readonly matrix: Matrix }) {
  const columns = matrix.head[0]?.length ?? 0;
  const cut = matrix.rows > matrix.head.length || matrix.columns > columns;
  const shape = `${count(matrix.rows)} × ${count(matrix.columns)}`;
  return (
    <div class="lab-table-box" role="group" tabIndex={0} aria-label={`Matrix of ${shape}`}>
      <table class="lab-numbers">
        <caption>
          Matrix of {shape}
          {cut && `, the first ${matrix.head.length} × ${columns}`}
        </caption>
        <thead>
          <tr>
            <td></td>
            {Array.from({ length: columns }, (_, j) => (
              <th key={j} scope="col">
                {j}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.head.map((row, i) => (
            <tr key={i}>
              <th scope="row">{i}</th>
              {row.map((value, j) => (
                <td key={j}>{formatNumber(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Part {
  readonly name: string;
  readonly value: Inspected;
}

/** What lies inside a value and is worth opening; null when one line says it all. */
function partsOf(value: Inspected): { readonly parts: readonly Part[]; readonly more: number } | null {
  if (value.kind === 'object' && value.entries.length > 0) {
    return { parts: value.entries.map(([name, inner]) => ({ name, value: inner })), more: value.more };
  }
  if (value.kind === 'list' && value.items.length > 0) {
    const parts = value.items.map((inner, i) => ({ name: String(i), value: inner }));
    return { parts, more: value.length - value.items.length };
  }
  return null;
}

/** A value of the reader's: one line, and inside it, when opened, what it is made of. */
export function InspectedView({ value, inside = false }: { readonly value: Inspected; readonly inside?: boolean }) {
  if (value.kind === 'matrix') return <MatrixTable matrix={value} />;
  const line = (
    <span class={`lab-value lab-value-${value.kind === 'primitive' ? value.type : value.kind}`}>
      {inlineText(value, inside)}
    </span>
  );
  if (value.kind === 'vector' && value.length > 10) {
    return (
      <details class="lab-opens">
        <summary>{line}</summary>
        <VectorTable vector={value} />
      </details>
    );
  }
  const within = partsOf(value);
  if (!within) return line;
  return (
    <details class="lab-opens">
      <summary>{line}</summary>
      <ul class="lab-parts">
        {within.parts.map(({ name, value: inner }, i) => (
          <li key={i}>
            <span class="lab-key">{name}:</span> <InspectedView value={inner} inside />
          </li>
        ))}
        {within.more > 0 && <li class="lab-more">{count(within.more)} more</li>}
      </ul>
    </details>
  );
}
