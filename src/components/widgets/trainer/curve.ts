/** One scoring on the test images. */
export interface TestPoint {
  readonly images: number;
  readonly correct: number;
  readonly of: number;
  readonly loss: number;
}

/** Accuracy and loss over a stretch of training images, each measured before its update. */
export interface TrainPoint {
  /** Images seen at the end of the stretch. */
  readonly images: number;
  /** Images in the stretch. */
  readonly span: number;
  readonly accuracy: number;
  readonly loss: number;
}

/** Two stretches as one: averages weighted by their images. */
function joined(a: TrainPoint, b: TrainPoint): TrainPoint {
  const span = a.span + b.span;
  const mean = (p: number, q: number): number => (p * a.span + q * b.span) / span;
  return { images: b.images, span, accuracy: mean(a.accuracy, b.accuracy), loss: mean(a.loss, b.loss) };
}

/**
 * Adds a stretch to a training curve and keeps it bounded: whenever it would exceed `most` points,
 * neighbours are joined two by two, so early and late training keep equal detail.
 */
export function addTrainPoint(curve: readonly TrainPoint[], point: TrainPoint, most = 120): readonly TrainPoint[] {
  if (point.span <= 0) return curve;
  const longer = [...curve, point];
  if (longer.length <= most) return longer;
  const thinned: TrainPoint[] = [];
  for (let i = 0; i < longer.length; i += 2) {
    const [a, b] = [longer[i], longer[i + 1]];
    if (a) thinned.push(b ? joined(a, b) : a);
  }
  return thinned;
}

/** Adds a scoring in its place; a second scoring at the same count replaces the first. */
export function addTestPoint(curve: readonly TestPoint[], point: TestPoint): readonly TestPoint[] {
  const rest = curve.filter((other) => other.images !== point.images);
  const at = rest.findIndex((other) => other.images > point.images);
  return at < 0 ? [...rest, point] : rest.toSpliced(at, 0, point);
}

/** At most `most` scorings, evenly chosen, always with the first, the last and those in `keep`. */
export function thinTestPoints(
  curve: readonly TestPoint[],
  most: number,
  keep: readonly number[] = [],
): readonly TestPoint[] {
  if (curve.length <= most) return curve;
  const wanted = new Set(keep);
  const every = Math.ceil(curve.length / most);
  return curve.filter((point, i) => i % every === 0 || i === curve.length - 1 || wanted.has(point.images));
}
