import { describe, expect, test } from 'vitest';
import { Platform } from '../../../src/lib/edition/platform.ts';
import { findApi, type FoundApi } from '../../../src/lib/edition/scorm-api.ts';

/** Methods of a platform’s object, which note what they are told. */
function platformObject(methods: readonly string[], refuses: readonly string[] = []) {
  const kept = new Map<string, string>();
  const told: string[] = [];
  const object = Object.fromEntries(
    methods.map((name) => [
      name,
      (element = '', value = '') => {
        told.push([name, element, value].filter(Boolean).join(' '));
        if (/GetValue/.test(name)) return kept.get(element) ?? '';
        if (/SetValue/.test(name)) {
          if (refuses.includes(element)) return 'false';
          kept.set(element, value);
        }
        if (/LastError/.test(name)) return '405';
        if (/ErrorString/.test(name)) return 'Incorrect Data Type';
        return 'true';
      },
    ]),
  );
  return { object, kept, told };
}

const METHODS_12 = ['LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSFinish', 'LMSGetLastError', 'LMSGetErrorString']; // prettier-ignore
const METHODS_2004 = ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Terminate', 'GetLastError', 'GetErrorString'];

interface FakeWindow {
  parent: FakeWindow;
  top: FakeWindow;
  opener: FakeWindow | null;
}
function windows(depth: number): [FakeWindow, FakeWindow[]] {
  const top = { opener: null } as unknown as FakeWindow;
  top.parent = top.top = top;
  const all = [top];
  for (let i = 0; i < depth; i++) all.push({ parent: all.at(-1)!, top, opener: null });
  return [all.at(-1)!, all];
}
const find = (from: FakeWindow): FoundApi | null => findApi(from as unknown as Window);

describe('a platform is found', () => {
  test('in any window above, the nearest first, the newer version first', () => {
    const [inner, [top, middle]] = windows(3);
    expect(find(inner)).toBeNull();
    Object.assign(top!, { API: platformObject(METHODS_12).object });
    expect(find(inner)?.version).toBe('1.2');
    Object.assign(top!, { API_1484_11: platformObject(METHODS_2004).object });
    expect(find(inner)?.version).toBe('2004');
    Object.assign(middle!, { API: platformObject(METHODS_12).object });
    expect(find(inner)?.version).toBe('1.2');
  });

  test('in the window that opened this one, and above it', () => {
    const [inner, [top]] = windows(1);
    const [opener, [above]] = windows(2);
    top!.opener = opener;
    Object.assign(above!, { API: platformObject(METHODS_12).object });
    expect(find(inner)?.version).toBe('1.2');
  });

  test('but not in what only looks like one, nor beyond a window of another site', () => {
    const [inner, [top, middle]] = windows(3);
    Object.assign(top!, { API: { LMSInitialize: 1 } });
    expect(find(inner)).toBeNull();
    Object.defineProperty(middle!, 'API_1484_11', {
      get: () => {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    });
    Object.assign(top!, { API: platformObject(METHODS_12).object });
    expect(find(inner)?.version).toBe('1.2');
  });

  test('in windows without an end the search ends', () => {
    const a = {} as FakeWindow;
    const b = { parent: a } as FakeWindow;
    a.parent = b;
    expect(find(a)).toBeNull();
  });
});

function visit(version: '1.2' | '2004', refuses: readonly string[] = []) {
  const made = platformObject(version === '1.2' ? METHODS_12 : METHODS_2004, refuses);
  const [inner, [top]] = windows(1);
  Object.assign(top!, { [version === '1.2' ? 'API' : 'API_1484_11']: made.object });
  let now = 1_000_000;
  const platform = Platform.open(find(inner)!, () => now)!;
  return { ...made, platform, later: (seconds: number) => (now += 1000 * seconds) };
}

describe('a visit', () => {
  test('by SCORM 1.2 says the share of required exercises in percent, and passes when all have passed', () => {
    const { platform, kept, later, told } = visit('1.2');
    expect(platform.report({ passed: 1, required: 3 }, 'd1:x')).toBeNull();
    expect(Object.fromEntries(kept)).toEqual({
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.score.raw': '33.33',
      'cmi.core.lesson_status': 'incomplete',
      'cmi.suspend_data': 'd1:x',
    });
    later(3725.5);
    platform.end();
    expect(kept.get('cmi.core.session_time')).toBe('0001:02:05');
    expect(kept.get('cmi.core.exit')).toBe('suspend');
    expect(told.at(-1)).toBe('LMSFinish');
    // After the end nothing is told any more.
    expect(platform.report({ passed: 3, required: 3 }, 'd1:y')).toBeNull();
    platform.end();
    expect(told.filter((line) => line === 'LMSFinish')).toHaveLength(1);
    expect(kept.get('cmi.suspend_data')).toBe('d1:x');
    const done = visit('1.2');
    done.platform.report({ passed: 3, required: 3 }, '');
    done.platform.end();
    expect(done.kept.get('cmi.core.lesson_status')).toBe('passed');
    expect(done.kept.get('cmi.core.exit')).toBe('');
  });

  test('by SCORM 2004 says it as a share, and completion and success apart', () => {
    const { platform, kept, later } = visit('2004');
    platform.report({ passed: 2, required: 3 }, 'd1:x');
    expect(kept.get('cmi.score.scaled')).toBe('0.6666667');
    expect(kept.get('cmi.progress_measure')).toBe('0.6666667');
    expect([kept.get('cmi.completion_status'), kept.get('cmi.success_status')]).toEqual(['incomplete', 'unknown']);
    platform.report({ passed: 3, required: 3 }, 'd1:x');
    later(59.9);
    platform.end();
    expect([kept.get('cmi.completion_status'), kept.get('cmi.success_status')]).toEqual(['completed', 'passed']);
    expect([kept.get('cmi.session_time'), kept.get('cmi.exit')]).toEqual(['PT59S', 'normal']);
  });

  test('of a class that requires nothing is never complete', () => {
    const { platform, kept } = visit('2004');
    platform.report({ passed: 0, required: 0 }, '');
    expect([kept.get('cmi.score.scaled'), kept.get('cmi.completion_status')]).toEqual(['0', 'incomplete']);
  });

  test('says what the platform refused, in its words', () => {
    const { platform } = visit('1.2', ['cmi.suspend_data']);
    expect(platform.report({ passed: 1, required: 3 }, 'x')).toEqual({
      element: 'cmi.suspend_data',
      words: '405 Incorrect Data Type',
    });
  });
});
