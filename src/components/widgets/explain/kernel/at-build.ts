import { readTrainingDigits } from '../../digits/at-build.ts';
import { bytesToText } from '../../digits/bytes.ts';
import { trainedNetwork } from '../networks/trained.ts';
import { SCENES, type Scene } from './model.ts';

/** Number of the training image, from 1: a 4, with upright, level and slanting strokes. */
const IMAGE = 3;

/** A digit's grey values, as text, and the kernels that the first floor of a small network has learnt. */
export default async function atBuild(preset = 'sharing'): Promise<{
  scene: Scene;
  pixels: string;
  name: string;
  learnt: readonly (readonly number[])[];
}> {
  const scene = SCENES.find((name) => name === preset);
  if (!scene)
    throw new Error(`<Scene name="kernel" at="${preset}">: expected one of ${SCENES.join(', ')}. Name one of them.`);
  const [digit] = readTrainingDigits(IMAGE - 1, 1);
  const [weight] = await trainedNetwork('floors');
  const learnt = Array.from({ length: weight!.shape[0]! }, (_, k) =>
    Array.from(weight!.values.subarray(25 * k, 25 * (k + 1)), (value) => Math.round(value * 1e3) / 1e3),
  );
  return { scene, pixels: bytesToText(digit!.pixels), name: `Training image ${IMAGE}, a ${digit!.label}`, learnt };
}
