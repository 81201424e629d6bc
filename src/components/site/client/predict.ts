import { figure } from '../../prose/figure.ts';
import { guessKey } from '../../../lib/storage/names.ts';
import { readText, writeText } from '../../../lib/storage/text.ts';

/** Questions before an answer: each keeps the reader's guess, then lets the answer be opened. */
export function startPredictions(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-predict]')) startPrediction(form);
}

function startPrediction(form: HTMLFormElement): void {
  const key = guessKey(form.dataset['predict'] ?? '');
  const unit = form.dataset['unit'] ?? '';
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input')];
  const number = inputs.find((input) => input.type !== 'radio');
  const answer = form.querySelector('details');
  const status = form.querySelector('[role="status"]');
  const yours = form.querySelector('.predict-yours');

  const guess = (): string | undefined => number?.value ?? inputs.find((input) => input.checked)?.value;
  const inWords = (value: string): string =>
    number
      ? `${figure(Number(value))}${unit && ` ${unit}`}`
      : (inputs.find((input) => input.value === value)?.parentElement?.textContent.trim() ?? value);

  const show = (value: string): void => {
    form.classList.add('has-guess');
    if (yours) yours.textContent = `. You guessed: ${inWords(value)}.`;
  };

  const slide = (): void => {
    const output = form.querySelector('output');
    if (number?.type === 'range' && output) output.textContent = figure(Number(number.value));
  };
  number?.addEventListener('input', slide);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = guess();
    if (value === undefined || value === '') return;
    const kept = writeText(key, value) === null;
    show(value);
    if (status)
      status.textContent = `${kept ? 'Kept.' : 'Noted until you leave this page.'} ${form.dataset['then'] ?? ''}`;
  });

  const before = readText(key);
  if (before === undefined) return;
  if (number) number.value = before;
  for (const input of inputs) if (input.type === 'radio') input.checked = input.value === before;
  slide();
  if (guess() === before) show(before);
  if (answer) answer.open = false;
}
