import { effect, untracked } from '@preact/signals';
import type { ClassFile, ClassTrainer } from '../../../../lib/class/class-file.ts';
import { addSheet } from '../../../islands/add-sheet.ts';
import { trainersHere, type TrainerHandle } from '../../../lab/page-state.ts';

const RATES = ['learningRate', 'momentum', 'beta1', 'beta2', 'epsilon', 'decay'];
/** What shapes the network besides its control, on the workbench. */
const LAYERS = '.bench-add, .bench-head .bench-remove, .bench-head .button';

/** A sheet without these controls. */
const sheetFor = (hidden: readonly string[]): string => {
  const controls = hidden.flatMap((name) => [`[data-control='${name}']`, `.field:has([id$='-${name}'])`]);
  const all = [...controls.map((one) => `.trainer ${one}`), ...(hidden.includes('hidden') ? [LAYERS] : [])];
  return `${all.join(', ')} { display: none !important; }`;
};

/** The class’s values, where the address of the page says no settings of its own. */
function setUp(trainer: TrainerHandle, { values = {}, engine }: ClassTrainer): void {
  if (engine) trainer.engine.value = engine;
  if (location.hash.includes('=')) return;
  trainer.forms.value = trainer.forms.value.map((form) => {
    const own = Object.entries(values);
    const rates = own.filter(([name]) => RATES.includes(name));
    return {
      ...form,
      ...Object.fromEntries(own.filter(([name]) => name in form && !RATES.includes(name))),
      ...(rates.length > 0 ? { rates: { ...form.rates, ...Object.fromEntries(rates) }, ownRate: true } : {}),
    };
  });
}

/** No more epochs than these, whatever is typed. */
function bound(trainer: TrainerHandle, most: number): void {
  const forms = trainer.forms.value;
  if (forms.some(({ epochs }) => Number(epochs) > most))
    trainer.forms.value = forms.map((form) => (Number(form.epochs) > most ? { ...form, epochs: String(most) } : form));
}

/** Says above a trainer that its class bounds it. */
function note(trainer: TrainerHandle, words: string): () => void {
  const box = document.getElementById(trainer.page().anchor);
  const line = document.createElement('p');
  line.className = 'class-exercise';
  line.textContent = words;
  (box?.closest('astro-island') ?? box)?.before(line);
  return () => line.remove();
}

/** Has all trainers of this page, now and later, keep to what the class says. Returns how to end that. */
export function limitTrainers({ name, trainer: limits = {} }: ClassFile): () => void {
  const { hide = [], mostEpochs } = limits;
  const takeSheet = hide.length > 0 ? addSheet(sheetFor(hide)) : () => undefined;
  const known = new Map<TrainerHandle, () => void>();
  const end = effect(() => {
    for (const [trainer, stop] of known)
      if (!trainersHere.value.includes(trainer)) {
        stop();
        known.delete(trainer);
      }
    for (const trainer of trainersHere.value) {
      if (known.has(trainer)) continue;
      untracked(() => setUp(trainer, limits));
      if (mostEpochs === undefined) {
        known.set(trainer, () => undefined);
        continue;
      }
      const unbind = effect(() => bound(trainer, mostEpochs));
      const takeNote = note(
        trainer,
        `${name} trains at most ${mostEpochs === 1 ? 'one epoch' : `${mostEpochs} epochs`} here.`,
      );
      known.set(trainer, () => {
        unbind();
        takeNote();
      });
    }
  });
  return () => {
    end();
    takeSheet();
    for (const stop of known.values()) stop();
  };
}
