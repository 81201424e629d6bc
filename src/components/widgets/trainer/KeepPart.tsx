import { effect, useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { TrainerController } from './controller.ts';
import type { KeepPanelProps } from '../models/KeepPanel.tsx';
import { RunClock } from './run-clock.ts';
import type { KeepSource } from '../models/source.ts';

interface KeepPartProps {
  readonly trainer: TrainerController;
  readonly id: string;
}

/** Keeping models and taking them and runs away: closed, and fetched when it is first opened. */
export function KeepPart({ trainer, id }: KeepPartProps) {
  const clock = useMemo(() => new RunClock(), []);
  const panel = useSignal<ComponentType<KeepPanelProps> | null>(null);
  const source = useSignal<KeepSource | null>(null);
  const failed = useSignal(false);
  useEffect(() => effect(() => clock.note(trainer.runs.value, trainer.currentId.value, Date.now())), []);
  const open = (): void => {
    if (panel.value) return;
    failed.value = false;
    Promise.all([import('../models/KeepPanel.tsx'), import('./trainer-source.ts')]).then(
      ([{ KeepPanel }, { trainerSource }]) => {
        source.value ??= trainerSource(trainer, clock);
        panel.value = KeepPanel;
      },
      () => (failed.value = true),
    );
  };
  const Panel = panel.value;
  return (
    <details class="trainer-table trainer-keep needs-js" onToggle={({ currentTarget }) => currentTarget.open && open()}>
      <summary>Save and export</summary>
      {Panel && source.value && <Panel source={source.value} id={id} />}
      {failed.value && (
        <p class="notice notice-bad">
          This part of the page did not load. Check the connection.{' '}
          <button class="button" type="button" onClick={open}>
            Try again
          </button>
        </p>
      )}
    </details>
  );
}
