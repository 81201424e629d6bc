import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { framePage, framePolicy } from '../../../src/lib/sandbox/frame-page.ts';

const page = framePage('const a = "</script><!--";\u2028');

it('runs the one script that its policy names, and no other in the page', () => {
  const [script, ...others] = [...page.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text!);
  expect(others).toEqual([]);
  const hash = createHash('sha256').update(script!).digest('base64');
  expect(framePolicy(page)).toContain(`script-src 'sha256-${hash}' `);
  expect(framePolicy(page)).not.toContain('unsafe-inline');
});

it('may ask for nothing, and be led nowhere', () => {
  const rules = framePolicy(page).split('; ');
  for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", 'worker-src data: blob:'])
    expect(rules).toContain(rule);
  expect(framePolicy(page)).not.toMatch(/https?:|'self'|\*/);
});

it('has no policy to speak of in a page without one', () => {
  expect(() => framePolicy('<!doctype html>')).toThrow('found none');
});
