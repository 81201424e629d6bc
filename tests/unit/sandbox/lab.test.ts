import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Shown } from '../../../src/lib/sandbox/contract.ts';
import { labNames, labTypeNames } from '../../../src/lib/sandbox/lab-names.ts';
import { createLab, type LabHost } from '../../../src/lib/sandbox/lab.ts';

const shown: Shown[] = [];
const refused = () => Promise.reject(new Error('not here'));
const host: LabHost = { digits: refused, train: refused, show: (one) => void shown.push(one) };
const lab = createLab(host);

describe('the lab module', () => {
  it('exports what its types declare, and its names are complete', () => {
    const types = readFileSync('src/lib/sandbox/lab-types.ts', 'utf8');
    const declared = (pattern: RegExp) => [...new Set([...types.matchAll(pattern)].map(([, name]) => name!))].sort();
    expect(declared(/^export declare function (\w+)/gm)).toEqual([...labNames].sort());
    expect(Object.keys(lab).sort()).toEqual([...labNames].sort());
    expect(declared(/^export (?:type|interface) (\w+)/gm)).toEqual([...labTypeNames].sort());
  });

  it('multiplies a row by a matrix and makes outer products', () => {
    const weights = [Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5, 6)];
    expect([...lab.dot([1, 0, 2], weights)]).toEqual([11, 14]);
    expect(lab.dot([1, 2, 3], Float32Array.of(4, 5, 6))).toBe(32);
    expect(lab.outer([1, 0, 2], [3, 4]).map((row) => [...row])).toEqual([
      [3, 4],
      [0, 0],
      [6, 8],
    ]);
    expect(lab.transpose(weights).map((row) => [...row])).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
    expect(lab.subtract(weights, lab.scale(weights, 2)).map((row) => [...row])).toEqual([
      [-1, -2],
      [-3, -4],
      [-5, -6],
    ]);
    expect([lab.sum([1, 2, 6]), lab.mean([1, 2, 6]), lab.argmax([1, 6, 6])]).toEqual([9, 3, 1]);
  });

  it("draws NumPy's numbers", () => {
    expect(lab.random(10).uniform()).toBe(0.771320643266746);
    expect([...lab.random(10).rand(3)]).toEqual(
      [0.771320643266746, 0.0207519493594015, 0.6336482349262754].map(Math.fround),
    );
    expect(lab.random(10).rand(2, 2)[1]![0]).toBe(Math.fround(0.6336482349262754));
  });

  it.each([
    [() => lab.dot([1, 2], [1, 2, 3]), 'dot expected two vectors of one length, got 2 and 3 numbers.'],
    [
      () => lab.dot([1, 2], [Float32Array.of(1)]),
      'dot expected as many rows as the vector has numbers (2), got 1 row of 1.',
    ],
    [() => lab.zeros(-1), 'zeros expected a length, a whole number of at least 0, got a number.'],
    [() => lab.add([1], [1, 2]), 'add expected two of the same shape, got 1 number and 2 numbers.'],
    [() => lab.random(0.5), 'random expected a seed, a whole number from 0 to 4294967295, got a number.'],
    [() => lab.argmax([]), 'argmax expected at least one number, got an empty list.'],
  ])('says in plain words what it expected: %#', (call, message) => {
    expect(call).toThrow(message);
  });

  it.each([
    [() => lab.digits('train', 5, 3), 'digits expected whole numbers from 0 to 60000, the second larger, got 5 and 3.'],
    [
      () => lab.digits('test', 0, 10_001),
      'digits expected whole numbers from 0 to 10000, the second larger, got 0 and 10001.',
    ],
    [() => lab.train({} as { alpha: number }), 'train expected a learning rate, such as { alpha: 0.01 }.'],
    [() => lab.train({ alpha: 1, epoch: 2 } as { alpha: number }), 'train has no setting epoch. It has alpha,'],
    [
      () => lab.train({ alpha: 1, network: { layers: [{ units: 10 }], lr: 1 } } as never),
      'train, network: there is no setting lr. It has layers,',
    ],
    [
      () => lab.train({ alpha: 1, network: { layers: [{ unit: 10 }] } } as never),
      'train, layer: there is no setting unit. It has units,',
    ],
    [() => lab.train({ alpha: 1, network: { layers: [], l2: Number.NaN } }), 'train, network: expected 1 to 12 layers'],
    [() => lab.train({ alpha: 1, network: 'deep' } as never), 'train, network: expected an object'],
    [
      () => lab.train({ alpha: 1, engine: 'fast' } as never),
      "train, engine: expected 'auto', 'reference', 'simd' or 'webgpu', got fast.",
    ],
    [() => lab.train({ alpha: 1, epochs: 0 }), 'train, epochs: expected a whole number from 1 to 1000, got 0.'],
  ])('refuses what the page could not do: %#', async (call, message) => {
    await expect(call()).rejects.toThrow(message);
  });

  it('shows raw and divided pixels alike, and weights around zero', () => {
    const raw = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
    lab.show(raw);
    lab.show(Float32Array.from(raw, (grey) => grey / 255));
    lab.show(Float32Array.from(raw, (grey) => grey - 100));
    const [first, second, third] = shown as Extract<Shown, { kind: 'picture' }>[];
    expect(first!.pixels).toEqual(second!.pixels);
    expect([first!.diverging, third!.diverging]).toEqual([false, true]);
  });
});
