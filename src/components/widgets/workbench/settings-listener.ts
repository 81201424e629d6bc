import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Trainer } from '../trainer/controller.ts';
import type { NetworkForm } from '../trainer/form.ts';

/** Time after the last change before others are told. */
const TELL_AFTER = 250; // ms

/** Tells of the controls whenever the reader has changed them, but not of their first state. */
export function useSettingsListener(trainer: Trainer, onSettingsChange: (forms: readonly NetworkForm[]) => void): void {
  useEffect(() => {
    const first = trainer.forms.peek();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const forms = trainer.forms.value;
      clearTimeout(timer);
      if (forms !== first) timer = setTimeout(() => onSettingsChange(forms), TELL_AFTER);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}
