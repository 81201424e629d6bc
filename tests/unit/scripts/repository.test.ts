import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

it('says one version everywhere', () => {
  expect(/^version: (.*)$/m.exec(read('CITATION.cff'))?.[1]).toBe(version);
  // With its date once it is released.
  expect(read('CHANGELOG.md')).toMatch(
    new RegExp(`^## ${version.replaceAll('.', '\\.')}( - \\d{4}-\\d{2}-\\d{2})?$`, 'm'),
  );
});

it('runs every gate before it publishes what was built, as it is', () => {
  const workflow = read('.github/workflows/publish.yml');
  expect(workflow).toMatch(/run: npm test\n/);
  expect(workflow).toMatch(/publish:\n\s+needs: test\n/);
  expect(workflow).toMatch(/upload-pages-artifact@v\d+\n\s+with:\n\s+path: dist\n/);
  // Without it Pages would leave out every folder that begins with an underscore.
  expect(existsSync(path.join(root, 'public/.nojekyll'))).toBe(true);
});

it('has every file that its texts lead to', () => {
  for (const file of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md']) {
    for (const [, address] of read(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (!address!.includes('://')) expect(existsSync(path.join(root, address!)), `${file}: ${address}`).toBe(true);
    }
  }
});
