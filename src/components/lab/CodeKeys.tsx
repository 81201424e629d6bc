import type { CodeArea } from './code-area.ts';

/** What touch keyboards hide two layers deep. */
const KEYS = [...'()[]{}', '=>', ...'=+-*/<>.,;:', "'", '`', ...'!&|?_'];

/** A row of keys above a touch keyboard: each puts its sign where the caret is. */
export function CodeKeys({ area }: { readonly area: CodeArea }) {
  return (
    <div class="lab-code-keys" role="toolbar" aria-label="Signs for code">
      <button type="button" aria-label="Caret left" onClick={() => area.move(-1)}>
        ←
      </button>
      <button type="button" aria-label="Caret right" onClick={() => area.move(1)}>
        →
      </button>
      <button type="button" aria-label="Indent" onClick={() => area.insert('  ')}>
        ⇥
      </button>
      {KEYS.map((key) => (
        <button type="button" key={key} aria-label={`Insert ${key}`} onClick={() => area.insert(key)}>
          {key}
        </button>
      ))}
    </div>
  );
}
