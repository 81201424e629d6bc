import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/gap/at-build.ts';
import { EPOCHS, gapOf, noticeOf, rightAt, wordsOf } from '../../../../src/components/widgets/explain/gap/model.ts';
import { readMnist } from '../../../../src/lib/data/originals.ts';

const given = await atBuild();
const { wide, narrow, images } = given;

// The table of chapter 10, by another test of the book and another route: 100.0 and 90.5 % without dropout.
test('the wide network ends where the chapter’s table has it, with a gap that the narrow one has not', () => {
  expect(wide.units).toBe(128);
  expect(wide.training).toHaveLength(EPOCHS + 1);
  expect(Math.abs(100 * wide.training[EPOCHS]! - 100)).toBeLessThan(0.1);
  expect(Math.abs(100 * wide.validation[EPOCHS]! - 90.5)).toBeLessThan(0.3);
  expect(gapOf(wide, EPOCHS)).toBeGreaterThan(gapOf(narrow, EPOCHS) + 0.015);
  expect(narrow.training[EPOCHS]!).toBeLessThan(0.95);
  for (const course of [wide, narrow]) expect(course.training[0]!).toBeLessThan(0.2);
});

test('the images are of those trained on, right with the wide network only, and learnt late', () => {
  const { labels } = readMnist('train');
  expect(images).toHaveLength(12);
  for (const { image, label, answers, narrow: other } of images) {
    expect(image).toBeLessThanOrEqual(2000);
    expect(labels[image - 1]).toBe(label);
    expect(answers[EPOCHS]).toBe(label);
    expect(other).not.toBe(label);
    expect(answers[5]).not.toBe(label);
  }
  expect(rightAt(images, EPOCHS)).toBe(12);
  expect(rightAt(images, 5)).toBe(0);
});

test('what is said of an epoch has its numbers', () => {
  const course = { units: 3, training: [0.1, 0.95], validation: [0.12, 0.9] };
  expect(wordsOf(course, 1)).toBe(
    '3 units, epoch 1: 95.0 % right in training, 90.0 % in validation. The gap is 5.0 points.',
  );
  expect(wordsOf(course, 0)).toContain('The gap is −2.0 points');
  expect(noticeOf(wide, 1)).toContain('climb together');
  expect(noticeOf(wide, EPOCHS)).toContain('by heart');
});
