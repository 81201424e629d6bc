import { describe, expect, test } from 'vitest';
import { recorded } from '../../../../src/components/widgets/first-page/at-build.ts';
import { answerOf, scoresOf, votesFor } from '../../../../src/components/widgets/first-page/reading.ts';
import {
  FIRST,
  MOMENTS,
  packedSize,
  packSnapshots,
  unpackSnapshots,
} from '../../../../src/components/widgets/first-page/snapshots.ts';
import { EarlyStrokes } from '../../../../src/components/widgets/first-page/strokes.ts';
import { Pad } from '../../../../src/components/widgets/draw/pad.ts';

describe('what the first page has recorded', () => {
  const { right, example, snapshots } = recorded();

  test('counts as NumPy does in 64 bits, from zeros at alpha 0.0003 in the order of the file', () => {
    const at = (images: number): number => right[MOMENTS.findIndex((moment) => moment === images)]!;
    expect([at(0), at(500), at(2000), at(60_000)]).toEqual([0, 6931, 7981, 8380]);
  });

  test('shows the first test image that is misread early and read at the end, with the scores that NumPy gives', () => {
    expect([example.index, example.label, answerOf(example.scores)]).toEqual([6, 4, 9]);
    const numpy = [0.0052, 0.0056, 0.0308, 0.1177, 0.1715, 0.0583, 0.015, 0.1381, 0.0765, 0.1748];
    // The weights are kept in 63 levels: a score moves by up to 0.002.
    example.scores.forEach((score, j) => expect(Math.abs(score - numpy[j]!)).toBeLessThan(0.002));
    expect(answerOf(scoresOf(snapshots.at(-1)!, example.image))).toBe(4);
  });

  test('gives each pixel its share of a score', () => {
    const votes = votesFor(snapshots[FIRST]!, example.image, 9);
    expect(votes.reduce((sum, vote) => sum + vote, 0)).toBeCloseTo(example.scores[9]!, 5);
    example.image.forEach((grey, i) => grey === 0 && expect(votes[i]).toBeCloseTo(0, 12));
  });
});

describe('snapshots', () => {
  test('come back within half a level, each on its own scale, pixel by pixel and output by output', () => {
    const given = [Float32Array.of(1, -2, 3, 0.5, 0, 31), Float32Array.of(-0.1, 0.05, 0, 0, 0.02, 0.01)];
    const bytes = packSnapshots(given, 2);
    expect(bytes.length).toBe(packedSize(2, 6));
    const back = unpackSnapshots(bytes, 3, 2);
    back.forEach((weights, s) => {
      const end = Math.max(...given[s]!.map(Math.abs));
      weights.forEach((w, i) => expect(Math.abs(w - given[s]![i]!)).toBeLessThanOrEqual(end / 62 + 1e-6));
    });
  });

  test('refuse a file of another size', () => {
    expect(() => unpackSnapshots(new Uint8Array(9), 3, 2)).toThrow(RangeError);
    expect(() => unpackSnapshots(new Uint8Array(0), 3, 2)).toThrow('multiple of 10 bytes');
  });
});

describe('what is drawn before the pad is there', () => {
  const strokes = (draw: (early: EarlyStrokes, pad: Pad) => void): Uint8Array => {
    const pad = new Pad({ side: 28, drawn: { box: 20, pen: 2 } });
    draw(new EarlyStrokes(), pad);
    return pad.ink;
  };
  const whole = strokes((_, pad) => {
    pad.begin(28, 28);
    pad.extend(140, 28);
    pad.extend(140, 224);
  });

  test('is on the pad as if it had been there all along, also the rest of a line in hand', () => {
    const early = strokes((early, pad) => {
      early.begin(1, 0.1, 0.1);
      early.extend(1, 0.5, 0.1);
      early.handTo(pad);
      early.extend(1, 0.5, 0.8);
      early.end(1);
      early.extend(1, 0.9, 0.9); // no longer drawing
      early.begin(2, 0.9, 0.1); // the pad hears of this itself
    });
    expect(early).toEqual(whole);
    expect(whole.some((grey) => grey > 0)).toBe(true);
  });

  test('passes a second finger by', () => {
    const early = strokes((early, pad) => {
      early.begin(1, 0.1, 0.1);
      early.begin(2, 0.9, 0.9);
      early.extend(2, 0.9, 0.1);
      early.extend(1, 0.5, 0.1);
      early.extend(1, 0.5, 0.8);
      early.handTo(pad);
    });
    expect(early).toEqual(whole);
  });
});
