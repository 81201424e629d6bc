import { describe, expect, it } from 'vitest';
import { explainError } from '../../../src/lib/sandbox/explain.ts';
import messages from './browser-messages.json' with { type: 'json' };

/** As recorded in Chromium 156, Firefox ESR 153 and WebKitGTK 2.50, which each said so of the code. `says`: what may be made of it. */
describe.each(messages)('of $code', ({ says, chromium, firefox, webkit }) => {
  it.each(Object.entries({ chromium, firefox, webkit }))('%s gives plain words', (_browser, text) => {
    const [, name, message] = /^(\w+): (.*)$/s.exec(text)!;
    const said = explainError(name!, message!);
    expect(says).toContain(said.message);
    expect(said.message).not.toMatch(/Error|evaluating|token|lexical|readonly|identifier/);
  });
});

describe('errors with words of their own', () => {
  it("are left as they are: the reader's, those of lab, and what no browser says", () => {
    expect(explainError('Error', 'weights is undefined')).toEqual({ message: 'weights is undefined' });
    expect(explainError('Lost', 'u is not a function')).toEqual({ message: 'Lost: u is not a function' });
    expect(explainError('TypeError', 'nothing known')).toEqual({ message: 'TypeError: nothing known' });
  });

  it.each([
    'x'.repeat(2_800_000),
    "Identifier '".repeat(200_000),
    'is not a function '.repeat(150_000),
    "Cannot read properties of undefined (reading '".repeat(60_000),
    `can't access property ${'"x", '.repeat(500_000)}`,
  ])('are cut before they are looked at, however long: %.30s', (message) => {
    for (const name of ['Error', 'TypeError', 'SyntaxError', 'x'.repeat(1_000_000)])
      expect(explainError(name, message).message.length).toBeLessThan(2300);
  });
});
