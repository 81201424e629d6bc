import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { statefulControls, withoutFormerStates } from '../../scripts/post-build/form-states.ts';
import { attribute } from '../../scripts/post-build/html.ts';
import { dist, filesIn } from '../../scripts/post-build/site.ts';

test('no control of a built page that waits for something to answer is brought back by Firefox as it was left', () => {
  let found = 0;
  for (const file of filesIn(dist, '.html')) {
    const html = readFileSync(path.join(dist, file), 'utf8');
    // By text as well, so that none is missed that the parser's rule does not know.
    for (const [tag] of html.matchAll(/<(?:button|input|select|textarea)\b[^>]*\sdisabled\b[^>]*>/g))
      expect(tag, file).toContain('autocomplete="off"');
    for (const control of statefulControls(html)) {
      found++;
      expect(attribute(control, 'autocomplete'), `${file}: <${control.tagName}>`).toBe('off');
    }
  }
  expect(found).toBeGreaterThan(150);
});

test('buttons of islands and disabled controls are told so, others are left as they are', () => {
  const page = (inner: string): string => `<!doctype html><html><head></head><body>${inner}</body></html>`;
  const told = page(
    '<astro-island><button autocomplete="off">One</button><template><button autocomplete="off" disabled>Two</button></template><input></astro-island><input autocomplete="off" disabled><select autocomplete="name" disabled></select><button>Three</button>',
  );
  expect(withoutFormerStates(told.replaceAll(' autocomplete="off"', ''))).toBe(told);
});
