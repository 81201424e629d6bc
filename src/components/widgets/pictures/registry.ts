import { namesOf } from '../../../lib/settings/choose.ts';
import type { View } from './picture.ts';

/** Every picture of a trained network, in the order in which they are offered; each is a chunk of its own. */
export const views = {
  probabilities: {
    title: 'Probabilities',
    load: async () => (await import('./Probabilities.tsx')).Probabilities,
  },
  sheet: { title: '500 pictures', load: async () => (await import('./Sheet.tsx')).Sheet },
  confusion: { title: 'Confusion matrix', load: async () => (await import('./Confusion.tsx')).Confusion },
  mistakes: { title: 'Mistakes', load: async () => (await import('./Mistakes.tsx')).Mistakes },
  weights: { title: 'Weights', load: async () => (await import('./Weights.tsx')).Weights },
  activations: { title: 'Activations', load: async () => (await import('./Activations.tsx')).Activations },
  network: { title: 'The network', load: async () => (await import('./NetworkDrawing.tsx')).NetworkDrawing },
  draw: { title: 'Your own drawing', load: async () => (await import('./Draw.tsx')).Draw },
} satisfies Record<string, View>;

export type ViewName = keyof typeof views;

export const VIEW_NAMES: readonly ViewName[] = namesOf(views);
