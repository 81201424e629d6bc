import { useEffect } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Action, wrongSetting } from '../trainer/actions.tsx';
import { isBusy, isQueued, type Trainer } from '../trainer/controller.ts';
import { RunButtons } from '../trainer/RunButtons.tsx';
import { CONTROL } from '../trainer/network-controls.tsx';
import { ProblemLine } from '../trainer/fields.tsx';
import { Status } from '../trainer/Status.tsx';
import type { ControlName } from '../trainer/controls.ts';
import type { Undo } from './undo.ts';

/** Settings that are changed again and again. */
export const IN_BAR = [
  'optimizer',
  'learningRate',
  'batchSize',
  'epochs',
  'seed',
] as const satisfies readonly ControlName[];

/** Train and pause, by step and by epoch, back to the start. */
function Buttons({ trainer }: { readonly trainer: Trainer }) {
  const run = trainer.inHand.value;
  const off = isBusy(run) ? 'Pause first.' : isQueued(run) ? 'It waits for its turn.' : wrongSetting(trainer);
  const specification = run?.settings.specification ?? trainer.parsed.value.network?.specification;
  return (
    <RunButtons trainer={trainer}>
      <Action label="One step" does={() => trainer.step(specification?.batchSize ?? 1)} unless={off} />
      <Action label="One epoch" does={trainer.stepEpoch} unless={off} />
      <Action label="Back to start" does={trainer.rewind} unless={!run && 'The weights are at their start.'} />
    </RunButtons>
  );
}

/** Whether what is typed in has an undo of its own. */
const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);

interface BarProps {
  readonly trainer: Trainer;
  readonly id: string;
  readonly undo: Undo;
  readonly alive: boolean;
  /** What somebody says of a run. */
  readonly claim: ComponentChildren;
  /** Where to start from, all settings, links. */
  readonly children: ComponentChildren;
}

/** What starts and stops, the settings that are changed most, and how it goes. */
export function Bar({ trainer, id, undo, alive, claim, children }: BarProps) {
  const field = { trainer, id };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      if (typesText(event.target) || !undo.possible.peek()) return;
      event.preventDefault();
      undo.undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [undo]);
  return (
    <div class="bench-bar">
      <Buttons trainer={trainer} />
      <div class="bench-settings trainer-settings needs-js" inert={!alive}>
        {IN_BAR.map((name) => {
          const Control = CONTROL[name];
          return <Control key={name} {...field} />;
        })}
      </div>
      <div class="bench-more needs-js">
        <Action label="Undo" does={undo.undo} unless={!undo.possible.value && 'No setting was changed.'} />
        {children}
      </div>
      <div class="bench-status">
        <Status trainer={trainer} />
        <ProblemLine {...field} />
      </div>
      {claim}
    </div>
  );
}
