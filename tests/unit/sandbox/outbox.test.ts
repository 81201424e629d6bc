import { describe, expect, it } from 'vitest';
import type { Shown } from '../../../src/lib/sandbox/contract.ts';
import { Outbox } from '../../../src/lib/sandbox/runtime/outbox.ts';

const line = (text: string): Shown => ({
  kind: 'console',
  level: 'log',
  values: [{ kind: 'primitive', type: 'string', text }],
});
const textOf = (shown: Shown): string =>
  shown.kind === 'console' && 'text' in shown.values[0]! ? shown.values[0].text : shown.kind;
const counted = (items: readonly Shown[]): number =>
  items.reduce(
    (sum, one) => sum + (one.kind === 'dropped' ? one.count : one.kind === 'console' ? (one.repeated ?? 1) : 1),
    0,
  );

function setUp() {
  const sent: Shown[][] = [];
  const clock = { now: 0 };
  const outbox = new Outbox(
    (items) => sent.push([...items]),
    () => clock.now,
  );
  return { sent, clock, outbox, all: () => sent.flat() };
}

describe('the outbox', () => {
  it('sends the first thing at once and what follows in batches', () => {
    const { sent, clock, outbox } = setUp();
    for (let i = 0; i < 10; i++) outbox.add(line(`${i}`));
    expect(sent.map((items) => items.length)).toEqual([1]);
    clock.now = 100;
    outbox.flush();
    expect(sent.map((items) => items.length)).toEqual([1, 9]);
  });

  it('counts a line that repeats instead of repeating it', () => {
    const { clock, outbox, all } = setUp();
    for (let i = 0; i < 500; i++) outbox.add(line('again'));
    clock.now = 100;
    outbox.flush(true);
    expect(all()).toHaveLength(2);
    expect(counted(all())).toBe(500);
  });

  it('keeps the first and the last of a flood, and accounts for every line between', () => {
    const { sent, clock, outbox, all } = setUp();
    for (let i = 0; i < 100_000; i++) {
      clock.now = i / 100;
      outbox.add(line(`${i}`));
    }
    outbox.flush(true);
    expect(textOf(all()[0]!)).toBe('0');
    expect(textOf(all().at(-1)!)).toBe('99999');
    expect(counted(all())).toBe(100_000);
    expect(all().length).toBeLessThan(700);
    expect(Math.max(...sent.map((items) => items.length))).toBeLessThanOrEqual(500);
  });

  it('works out the line only of what is sent', () => {
    const { outbox, clock } = setUp();
    let asked = 0;
    for (let i = 0; i < 10_000; i++) outbox.add(line(`${i}`), () => ++asked);
    clock.now = 100;
    outbox.flush(true);
    expect(asked).toBeLessThan(1000);
  });

  it('charges a plot for its points: a flood of them is a trickle, and the last is among it', () => {
    const { sent, clock, outbox, all } = setUp();
    const plot = (points: number): Shown => {
      const x = Array.from({ length: points }, (_, i) => i);
      return { kind: 'plot', series: [{ name: '', x, y: x }] };
    };
    for (let i = 1; i <= 3000; i++) {
      clock.now += 10;
      outbox.add(plot(i));
    }
    const last = plot(7);
    outbox.add(last);
    outbox.flush(true);
    const plots = all().filter(({ kind }) => kind === 'plot');
    const points = plots.reduce((sum, one) => sum + (one.kind === 'plot' ? one.series[0]!.x.length : 0), 0);
    expect(plots.length).toBeLessThan(150); // in 30 seconds
    expect(points).toBeLessThan(150_000);
    expect(counted(all())).toBe(3001);
    expect(all().at(-1)).toEqual(last);
    expect(sent[0]).toHaveLength(1);
  });

  it('sends one thing that weighs more than all the rest, and waits the longer after it', () => {
    const { clock, outbox, all } = setUp();
    const picture: Shown = {
      kind: 'picture',
      width: 512,
      height: 512,
      pixels: new Float32Array(512 * 512),
      diverging: false,
    };
    for (let i = 0; i < 100; i++) outbox.add(picture);
    clock.now = 100;
    outbox.flush();
    const burst = all().filter(({ kind }) => kind === 'picture').length;
    expect(burst).toBeGreaterThan(0);
    expect(burst).toBeLessThan(6);
    clock.now = 1100;
    outbox.flush();
    expect(all().filter(({ kind }) => kind === 'picture').length).toBeLessThanOrEqual(burst + 1);
  });
});
