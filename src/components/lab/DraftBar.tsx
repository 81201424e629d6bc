import { lineCount } from './line-changes.ts';
import type { ExerciseModel, Replaced } from './exercise-model.ts';
import type { PanelName } from './panels/panel-name.ts';

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const replacedWords: Record<Replaced['because'], readonly [what: string, undo: string]> = {
  reset: ['The code is as it was at the start; your text is kept.', 'Take mine back'],
  solution: ['This is the solution; your text is kept.', 'Take mine back'],
  version: ['The earlier version is back.', 'Undo'],
  'other-tab': ['Changed in another tab. The newer text is shown; yours is kept.', 'Take mine back'],
};

const troubleWords = {
  full: "This browser's storage is full. Your text stays only until you leave this page: copy it if you need it.",
  forbidden: 'This browser keeps nothing for this page. Your text stays only until you leave: copy it if you need it.',
} as const;

interface DraftBarProps {
  readonly model: ExerciseModel;
  readonly panel: PanelName | null;
  readonly onPanel: (panel: PanelName) => void;
}

/** What became of the reader's text: how much changed, what can be taken back, what could not be kept. */
export function DraftBar({ model, panel, onPanel }: DraftBarProps) {
  const changed = model.changed.value;
  const replaced = model.replaced.value;
  const trouble = model.trouble.value;
  const back = model.broughtBack.value;
  const versions = model.versions.value.length;
  return (
    <div class="lab-draft">
      <p class="lab-draft-news" role="status">
        {replaced && replacedWords[replaced.because][0]}
        {trouble && changed > 0 && <span class="lab-trouble"> {troubleWords[trouble]}</span>}
      </p>
      {replaced && (
        <button type="button" class="link-button lab-link" onClick={model.undoReplace}>
          {replacedWords[replaced.because][1]}
        </button>
      )}
      {changed > 0 && (
        <>
          <span>
            {back !== null && `Your text of ${day.format(back)} is back. `}You changed {lineCount(changed)}:
          </span>
          <button
            type="button"
            class="link-button lab-link"
            aria-expanded={panel === 'compare'}
            onClick={() => onPanel('compare')}
          >
            Compare
          </button>
          <button type="button" class="link-button lab-link" onClick={model.reset}>
            Restore the original
          </button>
        </>
      )}
      {versions > 0 && (
        <button
          type="button"
          class="link-button lab-link"
          aria-expanded={panel === 'versions'}
          onClick={() => onPanel('versions')}
        >
          Earlier versions ({versions})
        </button>
      )}
    </div>
  );
}
