import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import type { ExerciseModel } from '../exercise-model.ts';
import { consoleText, shownText } from './as-text.ts';
import { Bars } from './Bars.tsx';
import type { ConsoleRow } from './console-rows.ts';
import { InView } from './InView.tsx';
import { InspectedView } from './InspectedView.tsx';
import { Picture } from './Picture.tsx';
import { PlotView } from './PlotView.tsx';

const count = (value: number): string => value.toLocaleString('en');

/** Said before the values, so that colour is never the only sign. */
const levelWords = { log: '', info: '', debug: 'debug', warn: 'warning', error: 'error' } as const;

interface RowProps {
  readonly row: ConsoleRow;
  readonly onGoTo: (line: number) => void;
}

/** About how large a thing will be, in pixels. Text is not long, and is always drawn. */
function sizeOf(shown: ConsoleRow['shown']): { readonly width?: number; readonly height: number } | null {
  switch (shown.kind) {
    case 'plot':
      return { height: 260 };
    case 'bars':
      return { height: shown.values.length > 20 ? 200 : 30 + 22 * shown.values.length };
    case 'picture': {
      const side = Math.max(shown.width, shown.height);
      const zoom = Math.max(1, Math.floor(112 / side));
      return { width: shown.width * zoom, height: shown.height * zoom + 30 };
    }
    case 'console':
      return shown.values.some(({ kind }) => kind === 'matrix') ? { height: 260 } : null;
  }
}

function Row({ row, onGoTo }: RowProps) {
  const size = sizeOf(row.shown);
  const drawn = <Drawn row={row} onGoTo={onGoTo} />;
  if (!size) return drawn;
  return (
    <InView size={size} label={() => shownText(row.shown).slice(0, 300)}>
      {drawn}
    </InView>
  );
}

function Drawn({ row: { shown, count: times }, onGoTo }: RowProps) {
  if (shown.kind === 'picture') return <Picture picture={shown} />;
  if (shown.kind === 'bars') return <Bars bars={shown} />;
  if (shown.kind === 'plot') return <PlotView plot={shown} />;
  const { level, values, line } = shown;
  return (
    <div class={`lab-row lab-row-${level}`}>
      {levelWords[level] && <span class="lab-level">{levelWords[level]}</span>}
      <div class="lab-values">
        {values.map((value, i) => (
          <InspectedView key={i} value={value} />
        ))}
      </div>
      {times > 1 && (
        <span class="lab-times" title={`${count(times)} times in a row`}>
          × {count(times)}
        </span>
      )}
      {line !== undefined && (
        <button type="button" class="link-button lab-link lab-row-line" onClick={() => onGoTo(line)}>
          line {line}
        </button>
      )}
    </div>
  );
}

/** What the reader's code showed. It does not speak up by itself: the verdict line says how much there is to read. */
export default function Console({
  model,
  onGoTo,
}: {
  readonly model: ExerciseModel;
  readonly onGoTo: (line: number) => void;
}) {
  const { rows, earlier, dropped } = model.output.value;
  const box = useRef<HTMLDivElement>(null);
  // Read from the top; who scrolls to the end follows what comes.
  const atEnd = useRef(false);
  const [copied, setCopied] = useState('');
  const goTo = useRef(onGoTo);
  goTo.current = onGoTo;
  // A row that is as it was is not looked at again, however many come.
  const made = useRef(new WeakMap<ConsoleRow, VNode>());
  const rowOf = (row: ConsoleRow): VNode => {
    const known = made.current.get(row) ?? <Row key={row.key} row={row} onGoTo={(line) => goTo.current(line)} />;
    made.current.set(row, known);
    return known;
  };
  useLayoutEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [rows]);
  if (rows.length === 0 && dropped === 0) return null;
  const copy = (): void => {
    navigator.clipboard.writeText(consoleText(rows)).then(
      () => setCopied('Copied'),
      () => setCopied('The browser did not allow it'),
    );
    setTimeout(() => setCopied(''), 2000);
  };
  return (
    <div class="lab-console">
      <div class="lab-console-head">
        <span>Console</span>
        <span class="lab-console-tools">
          <span role="status" class="lab-copied">
            {copied}
          </span>
          <button type="button" class="link-button lab-link" onClick={copy}>
            Copy
          </button>
          <button type="button" class="link-button lab-link" onClick={model.clearOutput}>
            Clear
          </button>
        </span>
      </div>
      <div
        class="lab-rows"
        ref={box}
        role="log"
        aria-live="off"
        aria-label="Console"
        tabIndex={0}
        onScroll={({ currentTarget: it }) => {
          atEnd.current = it.scrollTop > 0 && it.scrollTop + it.clientHeight > it.scrollHeight - 24;
        }}
      >
        {earlier > 0 && <p class="lab-more">{count(earlier)} earlier lines made room for these.</p>}
        {rows.map(rowOf)}
        {dropped > 0 && <p class="lab-more">{count(dropped)} more lines were not shown: too many came at once.</p>}
      </div>
    </div>
  );
}
