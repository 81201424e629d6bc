import { fixed } from '../kit/numbers.ts';

export const EPOCHS = 20;

/** How a network came along, epoch by epoch, from before the first. */
export interface Course {
  readonly units: number;
  /** Share right of the 2,000 training images. */
  readonly training: readonly number[]; // [21]
  /** Share right of the 10,000 validation images. */
  readonly validation: readonly number[]; // [21]
}

/** A training image that only the wide network gets right in the end. */
export interface LearntImage {
  /** Number in the training file, from 1. */
  readonly image: number;
  readonly label: number;
  /** 784 grey values in base64. */
  readonly pixels: string;
  /** What the wide network answers, epoch by epoch. */
  readonly answers: readonly number[]; // [21]
  /** What the narrow one answers at the end. */
  readonly narrow: number;
}

export const gapOf = ({ training, validation }: Course, epoch: number): number => training[epoch]! - validation[epoch]!;
const percent = (share: number): string => `${fixed(100 * share, 1)} %`;

export const wordsOf = (course: Course, epoch: number): string =>
  `${course.units} units, epoch ${epoch}: ${percent(course.training[epoch]!)} right in training, ${percent(course.validation[epoch]!)} in validation. The gap is ${fixed(100 * gapOf(course, epoch), 1)} points.`;

/** How many of the images the wide network has right. */
export const rightAt = (images: readonly LearntImage[], epoch: number): number =>
  images.filter(({ answers, label }) => answers[epoch] === label).length;

export function noticeOf(wide: Course, epoch: number): string {
  if (epoch === 0) return 'Before training both accuracies are those of guessing.';
  if (gapOf(wide, epoch) < 0.035)
    return 'The two curves climb together: so far the network learns what helps with new images, too.';
  return 'Training runs on to 100 %, validation hardly moves: from here on the network learns its 2,000 images by heart. The pictures below are such.';
}
