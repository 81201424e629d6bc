import { describe as suite, expect, it } from 'vitest';
import { createCheckTools } from '../../../src/lib/sandbox/check-tools.ts';

const { close, describe, copy, random } = createCheckTools(10);

suite('check tools', () => {
  it("draw the book's random numbers", () => {
    const { random: fresh } = createCheckTools(10);
    expect([fresh.uniform(), fresh.uniform(), fresh.uniform()]).toEqual([
      0.771320643266746, 0.0207519493594015, 0.6336482349262754,
    ]);
  });

  it('draw images like those of MNIST: about four fifths zero, the others k / 255', () => {
    const image = random.image();
    const ink = image.filter((pixel) => pixel !== 0);
    expect(image).toHaveLength(784);
    expect(ink.length).toBeGreaterThan(100);
    expect(ink.length).toBeLessThan(200);
    for (const pixel of ink) expect(Math.abs(pixel * 255 - Math.round(pixel * 255))).toBeLessThan(1e-4);
  });

  it('draw whole numbers over the full range', () => {
    const drawn = new Set(Array.from({ length: 300 }, () => random.integer(2, 5)));
    expect([...drawn].sort()).toEqual([2, 3, 4]);
  });

  it.each([
    [1, 1.00001, true],
    [1, 1.001, false],
    [[1, 2], Float32Array.of(1, 2), true],
    [[0.00005, 1], [0, 1], true],
    [[1, Number.NaN], [1, 2], false],
    [[1], [1, 2], false],
    [[[1, 2]], [1, 2], false],
    [
      [
        [1, 2],
        [3, 4],
      ],
      [Float32Array.of(1, 2), Float32Array.of(3, 4)],
      true,
    ],
    [undefined, 1, false],
    ['1', 1, false],
    [[0, 0], [0, 0], true],
  ])('compares %j with %j', (actual, expected, agrees) => {
    expect(close(actual, expected)).toBe(agrees);
  });

  it.each([
    [new Float32Array(10), '10 numbers'],
    [[1], '1 number'],
    [[1, Number.NaN], '2 numbers, 1 of them NaN or infinite'],
    [Array.from({ length: 784 }, () => new Float32Array(10)), '784 rows of 10'],
    [[[1], [1, 2]], '2 rows of different lengths'],
    [3, 'a number'],
    [undefined, 'nothing (undefined)'],
    [() => 1, 'a function'],
    [Promise.resolve(1), 'a promise (is the function async?)'],
    [[], 'an empty list'],
  ])('describes %j in plain words', (value, words) => {
    expect(describe(value)).toBe(words);
  });

  it('copies deeply', () => {
    const matrix = [Float32Array.of(1, 2)];
    const copied = copy(matrix);
    matrix[0]![0] = 9;
    expect(copied).toEqual([Float32Array.of(1, 2)]);
  });
});
