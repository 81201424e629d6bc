import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Lazy } from '../../islands/Lazy.tsx';
import { repeatEarlyPress } from './early-press.ts';
import type { Trainer } from './controller.ts';
import { LazyParts, type PartsProps } from './LazyParts.tsx';
import { Status } from './Status.tsx';

export interface TrainerPanelProps extends Omit<PartsProps, 'box' | 'trainer'> {
  readonly trainer: Trainer;
  /** The controls that stand open. */
  readonly settings: ComponentChildren;
  /** What starts and stops. */
  readonly buttons: ComponentChildren;
  /** Slot: the numbers of a run before there is one. */
  readonly readouts?: ComponentChildren;
  /** What follows the controls. */
  readonly children?: ComponentChildren;
}

const loadPrinted = async () => (await import('./Printed.tsx')).default;

/** Brings a trainer to the page and takes it away again. What is changed before anything listens would be set back: until it is true nothing can be. */
export function useArrival(trainer: Trainer, box: RefObject<HTMLElement>): ReadonlySignal<boolean> {
  const alive = useSignal(false);
  useEffect(() => {
    alive.value = true;
    trainer.arrive();
    repeatEarlyPress(box.current);
    return trainer.dispose;
  }, []);
  return alive;
}

/** What every trainer has: settings, buttons, status, numbers, curves, runs, pictures and files. */
export function TrainerPanel({ trainer, settings, buttons, readouts, children, ...parts }: TrainerPanelProps) {
  const RunReadouts = trainer.withRuns.value?.RunReadouts;
  const { id, title } = parts;
  const box = useRef<HTMLDivElement>(null);
  const alive = useArrival(trainer, box);
  return (
    <div ref={box} class="panel trainer" id={`trainer-${id}`} role="group" aria-labelledby={`trainer-${id}-title`}>
      <h3 class="panel-title" id={`trainer-${id}-title`}>
        {title}
      </h3>
      <div class="trainer-settings needs-js" inert={!alive.value}>
        {settings}
      </div>
      {children}
      {buttons}
      <Status trainer={trainer} />
      {trainer.inHand.value?.code !== undefined && <Lazy load={loadPrinted} props={{ trainer }} />}
      {RunReadouts ? <RunReadouts trainer={trainer} /> : readouts}
      <LazyParts {...parts} trainer={trainer} box={box} />
    </div>
  );
}
