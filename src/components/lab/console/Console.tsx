import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ExerciseModel } from '../exercise-model.ts';
import { consoleText } from './as-text.ts';
import { Bars } from './Bars.tsx';
import type { ConsoleRow } from './console-rows.ts';
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

function Row({ row: { shown, count: times }, onGoTo }: RowProps) {
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
        <button type="button" class="lab-link lab-row-line" onClick={() => onGoTo(line)}>
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
          <button type="button" class="lab-link" onClick={copy}>
            Copy
          </button>
          <button type="button" class="lab-link" onClick={model.clearOutput}>
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
        {rows.map((row) => (
          <Row key={row.key} row={row} onGoTo={onGoTo} />
        ))}
        {dropped > 0 && <p class="lab-more">{count(dropped)} more lines were not shown: too many came at once.</p>}
      </div>
    </div>
  );
}
