import { convolutionShapes } from '../../../lib/nn/shapes.ts';
import type { ConvolutionSpecification } from '../../../lib/nn/specification.ts';
import { pixelsOf, dataSetNamed } from '../../../lib/data/data-sets.ts';
import { MOST_CONVOLUTIONS } from '../../../lib/systems/link.ts';
import { MOST_LAYERS, type HiddenForm, type NetworkForm } from '../trainer/form.ts';
import { anotherLayer } from '../trainer/whole-network.ts';

/*
 * The network edited where it is drawn: each is what changes of the form. What stood in the one field for all hidden
 * layers gives way to the list.
 */

type Edit = Partial<NetworkForm>;

/** Widths that − and + lead to. */
const WIDTHS = [1, 2, 4, 8, 10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048, 4096];

/** The next smaller or larger width; the text itself where there is none, or it is no number. */
export function stepped(text: string, direction: 1 | -1, most = WIDTHS.at(-1)!): string {
  const now = Number(text);
  if (text.trim() === '' || !Number.isFinite(now)) return text;
  const next = direction > 0 ? WIDTHS.find((width) => width > now) : WIDTHS.findLast((width) => width < now);
  return next === undefined || next > most ? text : String(next);
}

const without = <One>(list: readonly One[], at: number): readonly One[] => list.filter((_, i) => i !== at);
const changedAt = <One extends object>(list: readonly One[], at: number, change: Partial<One>): readonly One[] =>
  list.map((one, i) => (i === at ? { ...one, ...change } : one));

/** A hidden layer before the one at `at`, like the one before it. */
export function withHidden({ hidden }: NetworkForm, at: number): Edit {
  if (hidden.length >= MOST_LAYERS) return {};
  const like = anotherLayer(hidden.slice(0, at).length > 0 ? hidden.slice(0, at) : hidden.slice(0, 1));
  return { shape: null, hidden: [...hidden.slice(0, at), like, ...hidden.slice(at)] };
}
export const withoutHidden = ({ hidden }: NetworkForm, at: number): Edit => ({
  shape: null,
  hidden: without(hidden, at),
});
export const changedHidden = ({ hidden }: NetworkForm, at: number, change: Partial<HiddenForm>): Edit => ({
  shape: null,
  hidden: changedAt(hidden, at, change),
});

/** Whether every kernel has a place on the picture that it is laid on, and something is left after pooling. */
export function fit(convolutions: readonly ConvolutionSpecification[], form: Pick<NetworkForm, 'data'>): boolean {
  const inputs = pixelsOf(dataSetNamed(form.data));
  return convolutionShapes({ inputs, convolutions }).every(
    ({ side, size, outputSide, pooledSide }) => size <= side && outputSide >= 1 && pooledSide >= 1,
  );
}

const USUAL: ConvolutionSpecification = { filters: 8, size: 5, activation: 'relu', pool: 2 };
/** What a further convolution may be, the usual one first: later pictures are small. */
const SMALLER: readonly ConvolutionSpecification[] = [USUAL, { ...USUAL, size: 3 }, { ...USUAL, size: 3, pool: 1 }];

/** The convolutions with one more at `at`; null where there is no room for it. */
export function withConvolution(form: NetworkForm, at: number): Edit | null {
  const { convolutions } = form;
  if (convolutions.length >= MOST_CONVOLUTIONS) return null;
  for (const one of SMALLER) {
    const more = [...convolutions.slice(0, at), one, ...convolutions.slice(at)];
    if (fit(more, form)) return { convolutions: more };
  }
  return null;
}
export const withoutConvolution = ({ convolutions }: NetworkForm, at: number): Edit => ({
  convolutions: without(convolutions, at),
});
/** The convolutions with this change; null where it does not fit. */
export function changedConvolution(
  form: NetworkForm,
  at: number,
  change: Partial<ConvolutionSpecification>,
): Edit | null {
  const convolutions = changedAt(form.convolutions, at, change);
  return fit(convolutions, form) ? { convolutions } : null;
}

/** So many training images, the first ones; where any validate, it is those that follow. */
export function withBorder(form: NetworkForm, border: number): Edit {
  const { train } = dataSetNamed(form.data).counts;
  const rest = train - border;
  return {
    trainCount: String(border),
    ...(rest > 0
      ? { validates: true, validationFrom: String(border), validationCount: String(rest) }
      : { validates: false }),
  };
}
