import { effect, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { TrainerController } from '../controller.ts';
import type { KeepPanelProps } from './KeepPanel.tsx';
import { RunClock } from './run-clock.ts';

interface KeepPartProps {
  readonly trainer: TrainerController;
  readonly id: string;
}

/** Keeping models and taking them and runs away: closed, and fetched when it is first opened. */
export function KeepPart({ trainer, id }: KeepPartProps) {
  const clock = useMemo(() => new RunClock(), []);
  const panel = useSignal<ComponentType<KeepPanelProps> | null>(null);
  const failed = useSignal(false);
  useEffect(() => effect(() => clock.note(trainer.runs.value, trainer.currentId.value, Date.now())), []);
  const open = (): void => {
    if (panel.value) return;
    failed.value = false;
    import('./KeepPanel.tsx').then(
      (module) => (panel.value = module.KeepPanel),
      () => (failed.value = true),
    );
  };
  const Panel = panel.value;
  return (
    <details class="trainer-table trainer-keep needs-js" onToggle={({ currentTarget }) => currentTarget.open && open()}>
      <summary>Keep and take away</summary>
      {Panel && <Panel trainer={trainer} id={id} clock={clock} />}
      {failed.value && (
        <p class="notice notice-bad">
          This part of the page did not load. Check the connection. <button class="button" type="button" onClick={open}>Try again</button>
        </p>
      )}
    </details>
  );
}
