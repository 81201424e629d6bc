import { diffLines } from './diff-lines.ts';

const signs = { same: ' ', removed: '−', added: '+' } as const;

interface DiffProps {
  readonly before: string;
  readonly after: string;
  /** What the two sides are, for the legend and those who listen. */
  readonly beforeName: string;
  readonly afterName: string;
}

/** Two texts in one list of lines: − and + before the lines, so that colour is never the only sign. */
export function Diff({ before, after, beforeName, afterName }: DiffProps) {
  const lines = diffLines(before, after);
  return (
    <>
      <p class="lab-legend">
        <span class="lab-diff-removed">−&nbsp;{beforeName}</span> <span class="lab-diff-added">+&nbsp;{afterName}</span>
      </p>
      <div class="lab-diff" role="group" tabIndex={0} aria-label={`Differences: ${beforeName} and ${afterName}`}>
        {lines.map((line, i) => (
          <div key={i} class={`lab-diff-line lab-diff-${line.kind}`}>
            <span class="lab-diff-number" aria-hidden="true">
              {line.after ?? line.before}
            </span>
            <span class="lab-diff-sign" aria-hidden="true">
              {signs[line.kind]}
            </span>
            {line.kind !== 'same' && (
              <span class="visually-hidden">{line.kind === 'removed' ? beforeName : afterName}: </span>
            )}
            <code>
              {line.pieces.map((piece, j) =>
                piece.changed && line.pieces.length > 1 ? <mark key={j}>{piece.text}</mark> : piece.text,
              )}
            </code>
          </div>
        ))}
      </div>
    </>
  );
}
