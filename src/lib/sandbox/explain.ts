import type { ReaderMessage } from '../engine/contract.ts';

/** `pattern` of a browser's or sucrase's message, and what it means in plain words. */
interface Explanation {
  readonly pattern: RegExp;
  readonly explain: (match: RegExpExecArray) => { readonly message: string; readonly remedy?: string };
}

const END: Pick<ReaderMessage, 'message' | 'remedy'> = {
  message: 'The code ends too early: something that was opened is not closed.',
  remedy: 'Look for a missing } or ) or ].',
};
const BEFORE = 'Look just before it: a bracket, a comma, an operator or a value may be missing.';

const syntaxExplanations: readonly Explanation[] = [
  { pattern: /Unexpectedly reached the end|Unexpected end of input/, explain: () => END },
  {
    pattern: /Unterminated string|Invalid or unexpected token/,
    explain: () => ({
      message: 'This text has no closing quote.',
      remedy: 'Close it with the same quote on the same line.',
    }),
  },
  {
    pattern: /Unterminated template/,
    explain: () => ({ message: 'This text has no closing `.', remedy: 'Close it with a backtick.' }),
  },
  {
    pattern: /Unterminated comment/,
    explain: () => ({ message: 'This comment has no end.', remedy: 'Close it with */.' }),
  },
  { pattern: /Unterminated regular expression/, explain: () => ({ message: 'This pattern has no closing /.' }) },
  {
    pattern: /Identifier '(.+)' has already been declared/,
    explain: ([, name]) => ({
      message: `${name} is declared twice.`,
      remedy: 'Give one of them another name, or leave out the second const or let.',
    }),
  },
  { pattern: /Duplicate export of '(.+)'/, explain: ([, name]) => ({ message: `${name} is exported twice.` }) },
  {
    pattern: /Missing initializer in const declaration/,
    explain: () => ({ message: 'A const needs a value at once.', remedy: 'Write const name = value, or use let.' }),
  },
  {
    pattern: /Illegal return statement/,
    explain: () => ({
      message: 'This return stands outside of every function.',
      remedy: 'Look for a } too many above it.',
    }),
  },
  {
    pattern: /await is only valid/,
    explain: () => ({
      message: 'await stands in a function that is not async.',
      remedy: 'Write async before the function.',
    }),
  },
  {
    pattern: /Invalid left-hand side in assignment/,
    explain: () => ({ message: 'What stands left of the = cannot get a value.', remedy: 'To compare, write ===.' }),
  },
  {
    pattern: /Unexpected token '(.+)'/,
    explain: ([, token]) => ({ message: `${token} is not expected here.`, remedy: BEFORE }),
  },
  {
    pattern: /Unexpected (identifier|number|string)/,
    explain: ([, thing]) => ({
      message: `A ${thing === 'identifier' ? 'name' : thing === 'string' ? 'text' : thing} is not expected here.`,
      remedy: BEFORE,
    }),
  },
];

const PAGE_NAMES = /^(window|document|localStorage|sessionStorage|alert|prompt|confirm|parent|top|location|navigator)$/;

const runtimeExplanations: readonly Explanation[] = [
  {
    pattern: /^(\S+) is not defined|Can't find variable: (\S+)/,
    explain: ({ input, 1: first, 2: second }) => {
      const name = first ?? second ?? '';
      if (PAGE_NAMES.test(name))
        return {
          message: input,
          remedy: 'Your code runs apart from the page. Show results with console.log, show or plot.',
        };
      return {
        message: input,
        remedy: 'Check the spelling. A name must be declared with const or let, or imported, before it is used.',
      };
    },
  },
  {
    pattern: /Cannot (?:read|set) properties of (undefined|null) \((?:reading|setting) '(.*)'\)/,
    explain: ({ input, 1: nothing, 2: key }) => ({
      message: input,
      remedy: `What stands before ${/^\d+$/.test(key ?? '') ? `[${key}]` : `.${key}`} is ${nothing}. Print it on the line before. An index may be past the end.`,
    }),
  },
  {
    pattern: /(.+) is not a function/,
    explain: ({ input }) => ({ message: input, remedy: 'Check the spelling, and what was given as an argument.' }),
  },
  {
    pattern: /Assignment to constant variable/,
    explain: ({ input }) => ({ message: input, remedy: 'Declare it with let if it must change.' }),
  },
  {
    pattern: /Maximum call stack size exceeded|too much recursion/,
    explain: ({ input }) => ({ message: input, remedy: 'A function calls itself without an end.' }),
  },
  {
    pattern: /Invalid (typed )?array length|Array buffer allocation failed/,
    explain: ({ input }) => ({
      message: input,
      remedy: 'Its length must be a whole number of at least 0 that fits in memory.',
    }),
  },
  {
    pattern: /is not iterable/,
    explain: ({ input }) => ({
      message: input,
      remedy: 'Only lists, vectors and the like can be gone through with of or spread with ...',
    }),
  },
  {
    pattern: /dynamically imported module|module specifier|importing a module script failed/i,
    explain: () => ({ message: 'This module cannot be imported here.', remedy: "Only 'lab' and 'tf' can." }),
  },
];

function firstExplanation(
  explanations: readonly Explanation[],
  text: string,
): { readonly message: string; readonly remedy?: string } | null {
  for (const { pattern, explain } of explanations) {
    const match = pattern.exec(text);
    if (match) return explain(match);
  }
  return null;
}

/** A message of a running program: the browser's own words, and what to do about it. */
export const explainError = (name: string, message: string): { readonly message: string; readonly remedy?: string } => {
  const found =
    name === 'SyntaxError'
      ? firstExplanation(syntaxExplanations, message)
      : firstExplanation(runtimeExplanations, message);
  if (!found) return { message: name === 'Error' ? message : `${name}: ${message}` };
  return found;
};

/** Sucrase's complaint about `source`, with the place and what stands there. */
export function explainSyntax(error: unknown, source: string): ReaderMessage {
  const raw = error instanceof Error ? error.message : String(error);
  const place = /\((\d+):(\d+)\)$/.exec(raw);
  if (!place) return { message: 'This text is not TypeScript that can run.', remedy: raw };
  const line = Number(place[1]);
  const column = Number(place[2]);
  const rest = source
    .split('\n')
    .slice(line - 1)
    .join('\n')
    .slice(column - 1);
  const known = firstExplanation(syntaxExplanations, raw);
  if (known) return { ...known, line, column };
  if (rest.trim() === '') return { ...END, line, column };
  const expected = /expected "(.+)"/.exec(raw)?.[1];
  const found = /^(?:[\p{L}\p{N}_$]+|\S)/u.exec(rest)?.[0] ?? '';
  return {
    message: expected
      ? `${found} is not expected here: ${expected} should come first.`
      : `${found} is not expected here.`,
    remedy: BEFORE,
    line,
    column,
  };
}
