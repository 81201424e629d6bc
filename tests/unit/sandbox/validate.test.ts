import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/lib/sandbox/validate.ts';

const number = { kind: 'primitive', type: 'number', text: '1' };
const line = (values: unknown) => ({ type: 'shown', items: [{ kind: 'console', level: 'log', values }] });

const plot = (lines: number, points: number) => {
  const x = Array<number>(points).fill(1);
  return { type: 'shown', items: [{ kind: 'plot', series: Array(lines).fill({ name: 'a', x, y: x }) }] };
};

describe('messages from a worker', () => {
  it.each([
    [line([number])],
    [{ type: 'pong', count: 3 }],
    [{ type: 'done', milliseconds: 3.5, verdict: { passed: true, message: 'Right.' } }],
    [{ type: 'done', milliseconds: 3.5, verdict: { passed: false, mistake: 'sign-of-delta', message: 'No.' } }],
    [{ type: 'error', error: { message: 'x', line: 3 } }],
    [
      {
        type: 'shown',
        items: [{ kind: 'picture', width: 2, height: 2, pixels: new Float32Array(4), diverging: true }],
      },
    ],
    [{ type: 'request', id: 0, request: { kind: 'digits', set: 'test', from: 0, to: 10_000 } }],
    [{ type: 'request', id: 0, request: { kind: 'digits', set: 'train', from: 59_999, to: 60_000 } }],
    [{ type: 'request', id: 0, request: { kind: 'train', settings: { alpha: 0.01 } } }],
    [{ type: 'request', id: 0, request: { kind: 'train', settings: { alpha: 0, seed: 2 ** 32 - 1 } } }],
    [plot(3, 2500)],
    [plot(20, 375)],
    [
      {
        type: 'request',
        id: 0,
        request: {
          kind: 'train',
          settings: {
            alpha: 0.01,
            engine: 'simd',
            network: {
              layers: [{ units: 40, activation: 'relu', dropout: 0.1 }, { units: 10 }],
              optimizer: { name: 'adam' },
            },
          },
        },
      },
    ],
    [{ type: 'weights', purpose: 'test', imagesSeen: 0, weights: new Float32Array(7840) }],
  ])('pass if they are what the runtime sends: %.200j', (message) => {
    expect(readMessage(message)).toBe(message);
  });

  const deep = Array.from({ length: 50 }).reduce<unknown>(
    (inner) => ({ kind: 'list', type: 'Array', length: 1, items: [inner] }),
    number,
  );
  it.each([
    [null],
    ['done'],
    [{ type: 'constructor' }],
    [{ type: '__proto__' }],
    [{ type: 'pong', count: '3' }],
    [{ type: 'done', milliseconds: 1, verdict: { passed: 'yes', message: '' } }],
    [{ type: 'done', milliseconds: 1, verdict: { passed: false, message: 'no mistake named' } }],
    [{ type: 'done', milliseconds: 1, extra: 1 }],
    [{ type: 'error', error: { message: 'x'.repeat(3000) } }],
    [line([deep])],
    [line(Array.from({ length: 21 }, () => number))],
    [line([{ kind: 'toString' }])],
    [{ type: 'shown', items: Array.from({ length: 501 }, () => ({ kind: 'dropped', count: 1 })) }],
    [
      {
        type: 'shown',
        items: [{ kind: 'picture', width: 2, height: 2, pixels: new Float32Array(5), diverging: true }],
      },
    ],
    [
      {
        type: 'shown',
        items: [{ kind: 'picture', width: 1e9, height: 1, pixels: new Float32Array(1), diverging: true }],
      },
    ],
    [{ type: 'shown', items: [{ kind: 'bars', labels: ['a'], values: [1, 2] }] }],
    [{ type: 'request', id: 0, request: { kind: 'digits', set: 'train', from: 0, to: 60_001 } }],
    [{ type: 'request', id: 0, request: { kind: 'digits', set: 'test', from: 0, to: 10_001 } }],
    [{ type: 'request', id: 0, request: { kind: 'digits', set: 'train', from: 5, to: 5 } }],
    [{ type: 'request', id: 0, request: { kind: 'digits', set: 'train', from: 6, to: 5 } }],
    [{ type: 'request', id: 0, request: { kind: 'train', settings: { alpha: 1, seed: 2 ** 32 } } }],
    [{ type: 'request', id: 0, request: { kind: 'train', settings: { alpha: 1, seed: -1 } } }],
    [plot(4, 2500)],
    [plot(1, 2501)],
    [plot(21, 1)],
    [{ type: 'request', id: 0, request: { kind: 'eval', code: '1' } }],
    [{ type: 'request', id: 0, request: { kind: 'train', settings: { alpha: Number.NaN } } }],
    [
      {
        type: 'request',
        id: 0,
        request: { kind: 'train', settings: { alpha: 1, network: { layers: [{ units: 5000 }] } } },
      },
    ],
    [
      {
        type: 'request',
        id: 0,
        request: { kind: 'train', settings: { alpha: 1, network: { layers: [{ units: 10 }], other: 1 } } },
      },
    ],
    [{ type: 'weights', purpose: 'test', imagesSeen: 0, weights: [1, 2] }],
  ])('are dropped if they are anything else: %#', (message) => {
    expect(readMessage(message)).toBeNull();
  });
});
