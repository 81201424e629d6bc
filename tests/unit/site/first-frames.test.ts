import { describe, expect, it } from 'vitest';
import { firstFrames } from '../../../src/components/site/first-frames.ts';

/** A page that is being read: its steps, each with so many fields, come one after the other. */
function page(fields: readonly number[], whole = false) {
  const dataset: Record<string, string> = whole ? { whole: '' } : {};
  const asked: string[] = [];
  const frames: (() => void)[] = [];
  const tasks: (() => void)[] = [];
  const steps: { nextElementSibling: unknown; querySelectorAll: () => unknown[] }[] = [];
  const document = {
    readyState: 'loading',
    documentElement: { dataset },
    getElementsByClassName: () => steps,
  };
  const read = (): void => {
    const step = steps.length;
    const one = {
      nextElementSibling: null,
      querySelectorAll: () =>
        Array.from({ length: fields[step]! }, (_, k) => ({
          getBoundingClientRect: () => void asked.push(`${step}.${k}`),
        })),
    };
    if (step > 0) steps[step - 1]!.nextElementSibling = one;
    steps.push(one);
  };

  new Function('document', 'requestAnimationFrame', 'setTimeout', firstFrames)(
    document,
    (frame: () => void) => void frames.push(frame),
    (task: () => void) => void tasks.push(task),
  );
  return {
    dataset,
    asked,
    read,
    frame: () => frames.splice(0).forEach((frame) => frame()),
    task: () => tasks.shift()?.(),
    waiting: () => frames.length + tasks.length,
    end: () => void (document.readyState = 'interactive'),
  };
}

describe('a chapter that opens', () => {
  it('holds its other steps back for one frame', () => {
    const { dataset, frame } = page([]);
    expect(dataset).toEqual({ first: '' });
    frame();
    expect(dataset).toEqual({ first: '' });
    frame();
    expect(dataset).toEqual({});
  });

  it('then lays out its steps with fields, one in each task, each once it has been read', () => {
    const { asked, frame, read, task, end, waiting } = page([0, 2, 0, 1]);
    frame();
    read();
    read();
    frame();
    task();
    expect(asked).toEqual([]); // the second step may not be whole
    read();
    task();
    expect(asked).toEqual(['1.0', '1.1']);
    read();
    task();
    expect(asked).toEqual(['1.0', '1.1']);
    end();
    task();
    expect(asked).toEqual(['1.0', '1.1', '3.0']);
    task();
    expect(asked).toHaveLength(3);
    expect(waiting()).toBe(0);
  });

  it('lays out no two steps in one task, though all have been read', () => {
    const { asked, frame, read, task, end } = page([1, 0, 1, 1]);
    for (let step = 0; step < 4; step++) read();
    end();
    frame();
    frame();
    for (let turn = 1; turn <= 3; turn++) {
      task();
      expect(asked).toHaveLength(turn);
    }
    expect(asked).toEqual(['0.0', '2.0', '3.0']);
  });

  it('holds nothing back where the whole page is wanted', () => {
    const { dataset, waiting } = page([1], true);
    expect(dataset).toEqual({ whole: '' });
    expect(waiting()).toBe(0);
  });
});
