import type { ReaderMessage } from '../engine/contract.ts';
import { LIMITS } from './limits.ts';
import { runtimeExplanations, syntaxExplanations, type Explanation, type Words, END, BEFORE } from './explanations.ts';

/** Longer ones are the reader's own, and are shown as they are. */
const LONGEST = 500; // characters

function firstExplanation(explanations: readonly Explanation[], text: string): Words | null {
  if (text.length > LONGEST) return null;
  for (const { pattern, explain } of explanations) {
    const match = pattern.exec(text);
    if (match) return explain(match);
  }
  return null;
}

/** What a browser throws by itself. Errors of `lab`, of TensorFlow.js and of the reader have words of their own. */
const BROWSERS = /^(?:Type|Reference|Range|Internal|Syntax)Error$/;

/** A message of a running program in plain words, with what to do about it. */
export function explainError(name: string, message: string): Words {
  const text = message.length > LIMITS.text ? `${message.slice(0, LIMITS.text - 1)}…` : message;
  const explanations = name === 'SyntaxError' ? syntaxExplanations : runtimeExplanations;
  const found = BROWSERS.test(name) ? firstExplanation(explanations, text) : null;
  return found ?? { message: name === 'Error' ? text : `${name.slice(0, LIMITS.title)}: ${text}` };
}

/** Sucrase's complaint about `source`, with the place and what stands there. */
export function explainSyntax(error: unknown, source: string): ReaderMessage {
  const raw = error instanceof Error ? error.message : String(error);
  const place = /\((\d+):(\d+)\)$/.exec(raw);
  if (!place) return { message: 'This text is not TypeScript that can run.', remedy: raw.slice(0, LIMITS.text) };
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
  const found = (/^(?:[\p{L}\p{N}_$]+|\S)/u.exec(rest)?.[0] ?? '').slice(0, LIMITS.title);
  return {
    message: expected
      ? `${found} is not expected here: ${expected} should come first.`
      : `${found} is not expected here.`,
    remedy: BEFORE,
    line,
    column,
  };
}
