import { useEffect } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Action, mainAction, wrongSetting } from '../trainer/actions.tsx';
import { isBusy, isQueued, type Trainer } from '../trainer/controller.ts';
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
  const busy = isBusy(run);
  const wrong = wrongSetting(trainer);
  const main = mainAction(trainer);
  const trainsNow = main.label !== 'Pause' && main.label !== 'Go on';
  const stepOff = busy ? 'Pause first.' : isQueued(run) ? 'It waits for its turn.' : wrong;
  const on = busy || isQueued(run) || run?.state === 'paused';
  const waiting = trainer.runs.value.filter(isQueued).length;
  const step = (): void =>
    trainer.step(
      (run ?? null)?.settings.specification.batchSize ?? trainer.parsed.value.network?.specification.batchSize ?? 1,
    );
  return (
    <div class="trainer-buttons needs-js">
      <Action primary {...main} />
      <Action label="One step" does={step} unless={stepOff} />
      <Action label="One epoch" does={trainer.stepEpoch} unless={stepOff} />
      <Action label="Back to start" does={trainer.rewind} unless={!run && 'The weights are at their start.'} />
      <Action
        label={busy ? 'Queue a new run' : 'New run'}
        roomy
        does={() => trainer.train()}
        unless={trainsNow ? 'Train does that now.' : wrong}
      />
      <Action label="Stop" does={trainer.stop} unless={!on && 'Nothing is running.'} />
      {waiting > 0 && <Action label="Stop all" does={trainer.stopAll} />}
    </div>
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
