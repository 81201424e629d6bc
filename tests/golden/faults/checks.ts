import type { Fault } from './fault.ts';

/** Mistakes in what judges readers' exercises. */
export const checks: readonly Fault[] = [
  ['check-tools.ts', 'tolerance = 1e-4', 'tolerance = 5e-4'],
  [
    'check-tools.ts',
    'Math.abs(found.numbers[i]! - number) <= allowed',
    '!(Math.abs(found.numbers[i]! - number) > allowed)',
  ],
  ['check-kit/compare.ts', 'TOLERANCE = 2e-5', 'TOLERANCE = 1e-4'],
  [
    'check-kit/compare.ts',
    'if (Math.abs(got - wanted) <= allowed) return true;',
    'if (!(Math.abs(got - wanted) > allowed)) return true;',
  ],
  [
    'check-kit/compare.ts',
    'if (!isList(got) || got.length !== wanted.length) return false;',
    'if (!isList(got)) return false;',
  ],
  ['check-kit/calls.ts', 'tolerance * moved + ROUNDING', 'tolerance * largestOf(wanted) + ROUNDING'],
  ['check-kit/plain.ts', 'if (isTyped(value)) return value.slice();\n  return value;', 'return value;'],
  ['check-kit/plain.ts', '(apply(lengthGetter, row, []) as number)', 'row.length'],
  [
    'check-kit/judge.ts',
    'if (!agrees(call.got, other, call.allowed)) return false;',
    'if (!agrees(call.got, other, call.allowed)) return !call.fine;',
  ],
  ['check-kit/judge.ts', 'if (!question.hard || this.isFine) return question;', 'return question;'],
  ['check-kit/judge.ts', 'if (this.isFine) throw error;', 'throw error;'],
  ['check-kit/judge.ts', 'this.#changedLater() ??', ''],
  ['check-kit/sharing.ts', 'if (first !== undefined && first !== k) return { first, then: k };', ''],
  ['check-kit/sharing.ts', 'return changed < 0 ? null : { first: changed };', 'return null;'],
];
