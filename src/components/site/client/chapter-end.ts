import { countDone } from '../../../lib/classroom/progress.ts';
import { onProgress, readProgress } from '../../../lib/classroom/progress-store.ts';
import type { Run } from '../../../lib/runs/run.ts';
import { RunStore } from '../../../lib/runs/run-store.ts';
import { saveFile } from '../../islands/save-file.ts';
import { colourTable, paintColumn, type Rgb } from '../../widgets/weights/paint.ts';
import { scaleEnd } from '../../widgets/weights/scale.ts';
import { countOf, percent } from '../../words/format.ts';

/** The card in its own pixels: what sites that show pictures ask for. */
const WIDTH = 1200;
const HEIGHT = 630;
const EDGE = 64;
/** So many units of the first layer at most are shown. */
const MOST = 10;

/** What the reader has made of a chapter. */
export interface Built {
  readonly steps: readonly [done: number, all: number];
  readonly exercises: readonly [passed: number, all: number];
  /** Their best run here by test images right; null before the first. */
  readonly best: { readonly id: string; readonly title: string; readonly correct: number; readonly of: number } | null;
}

/** The run of a page with the most test images right, wherever on its way that was. */
export function bestRun(runs: readonly Run[], path: string): Built['best'] {
  const scores = runs
    .filter(({ record }) => record.page.path === path)
    .flatMap(({ record: { id, title, tests } }) => tests.map(({ correct, of }) => ({ id, title, correct, of })));
  return scores.reduce<Built['best']>((a, b) => (!a || b.correct * a.of > a.correct * b.of ? b : a), null);
}

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What stands on the card, line by line. */
export function linesOf({ steps, exercises, best }: Built): readonly string[] {
  return [
    `${steps[0]} of ${some(steps[1], 'step', 'steps')} done`,
    ...(exercises[1] > 0
      ? [`${exercises[0]} of ${some(exercises[1], 'exercise', 'exercises')} passed by my code`]
      : []),
    ...(best
      ? [`${best.title} read ${percent(best.correct / best.of)}: ${countOf(best.correct, best.of)} test images`]
      : []),
  ];
}

/** A colour of the theme, such as `#1b52a0`, and as three numbers. */
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const rgb = (name: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour(name).slice(at, at + 2), 16)) as unknown as Rgb;

interface Weights {
  readonly values: Float32Array; // [inputs, units]
  readonly units: number;
}

/** The first layer of a run's last checkpoint, where its units look at whole pictures; null otherwise. */
async function weightsOf(id: string): Promise<Weights | null> {
  const first = (await new RunStore().checkpoint(id))?.weights[0];
  const [inputs = 0, units = 0] = first?.shape ?? [];
  return first && first.shape.length === 2 && Number.isInteger(Math.sqrt(inputs))
    ? { values: first.values, units }
    : null;
}

function draw(
  canvas: HTMLCanvasElement,
  title: readonly [string, string],
  built: Built,
  weights: Weights | null,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const font = (size: number, weight = 400): string => `${weight} ${size}px ${colour('--font-text')}`;
  const write = (text: string, x: number, y: number, size: number, ink = '--ink', weight = 400): void => {
    context.font = font(size, weight);
    context.fillStyle = colour(ink);
    context.fillText(text, x, y, WIDTH - EDGE - x);
  };
  context.fillStyle = colour('--paper');
  context.fillRect(0, 0, WIDTH, HEIGHT);
  write('Delta to Depth', EDGE, 92, 30, '--ink-soft');
  write(title[0], EDGE, 152, 30, '--ink-soft');
  write(title[1], EDGE, 214, 62, '--ink', 600);
  linesOf({ ...built, best: null }).forEach((line, n) => write(line, EDGE, 276 + 42 * n, 30));
  const { best } = built;
  if (!best) return;
  write(percent(best.correct / best.of), EDGE, 420, 76, '--accent', 600);
  context.font = font(76, 600);
  const beside = EDGE + context.measureText(percent(best.correct / best.of)).width + 26;
  write(best.title, beside, 388, 26);
  write(`${countOf(best.correct, best.of)} test images`, beside, 420, 26, '--ink-soft');
  if (!weights) return;
  const table = colourTable({ negative: rgb('--div-neg'), zero: rgb('--div-zero'), positive: rgb('--div-pos') });
  const shown = Math.min(MOST, weights.units);
  const side = Math.sqrt(weights.values.length / weights.units);
  const size = Math.min(100, (WIDTH - 2 * EDGE - 8 * (shown - 1)) / shown);
  const end = scaleEnd(weights.values) || 1;
  const small = new OffscreenCanvas(side, side);
  context.imageSmoothingEnabled = false;
  for (let unit = 0; unit < shown; unit++) {
    const image = new ImageData(side, side);
    paintColumn(weights.values, unit, end, table, image.data);
    small.getContext('2d')!.putImageData(image, 0, 0);
    context.drawImage(small, EDGE + unit * (size + 8), 466, size, size);
  }
}

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = '',
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), { className, textContent: text });

/** Before the way on: what the reader has built in this chapter, with their own numbers, as a picture to save. */
export async function showChapterEnd(article: HTMLElement, before: Element): Promise<void> {
  const chapter = article.dataset['chapter'] ?? '';
  const path = `chapters/${chapter.replace(/^\d+-/, '')}/`;
  const steps = [...article.querySelectorAll<HTMLElement>('.step')].map(({ dataset }) => dataset['step'] ?? '');
  const exercises = [...article.querySelectorAll<HTMLElement>('[data-exercise]')].map(
    ({ dataset }) => dataset['exercise'] ?? '',
  );
  const title = [
    `Chapter ${Number.parseInt(chapter, 10)}`,
    article.querySelector('h1')?.textContent.trim() ?? '',
  ] as const;

  const section = element('section', 'needs-js');
  const canvas = element('canvas', '');
  const save = element('button', 'button', 'Save as a picture');
  const name = `${chapter}.png`;
  Object.assign(canvas, { width: WIDTH, height: HEIGHT });
  canvas.setAttribute('role', 'img');
  canvas.style.cssText =
    'display:block;margin-top:var(--space-4);inline-size:100%;max-inline-size:34rem;border:1px solid var(--rule-strong);border-radius:var(--radius)';
  save.type = 'button';
  section.style.marginTop = 'var(--space-7)';
  save.style.marginTop = 'var(--space-3)';
  save.addEventListener('click', () => canvas.toBlob((blob) => blob && saveFile(name, blob)));
  section.setAttribute('aria-label', 'What you built in this chapter');
  section.append(element('h2', '', 'What you built'), canvas, save);

  const store = new RunStore();
  let asked = 0;
  const show = async (): Promise<void> => {
    const mine = ++asked;
    const progress = readProgress();
    const runs = await store.list().catch(() => []); // a browser that keeps nothing has no runs
    const best = bestRun(runs, path);
    const weights = best && (await weightsOf(best.id).catch(() => null));
    if (mine !== asked) return;
    const built: Built = {
      steps: [countDone(progress, chapter, steps), steps.length],
      exercises: [exercises.filter((exercise) => progress.passed.includes(exercise)).length, exercises.length],
      best,
    };
    section.hidden = built.steps[0] === 0 && built.exercises[0] === 0 && !best;
    canvas.setAttribute('aria-label', `${title.join(': ')}. ${linesOf(built).join('. ')}.`);
    await document.fonts.ready;
    draw(canvas, title, built, weights);
  };
  section.hidden = true;
  before.before(section);
  onProgress(() => void show());
  new MutationObserver(() => void show()).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  // Whoever comes back to it after a run sees that run.
  new IntersectionObserver(([entry]) => entry?.isIntersecting && void show()).observe(before);
}
