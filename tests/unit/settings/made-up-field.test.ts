import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LABEL_SMOOTHING } from './label-smoothing.ts';

/** Asks everything that derives from the table about it. */
const QUESTIONS = `
import { formOf, parseForm } from './src/components/widgets/trainer/form.ts';
import { networkOf, sameSettings } from './src/lib/systems/network.ts';
import { differenceWords } from './src/components/widgets/trainer/network-words.ts';
import { CONTROLS } from './src/components/widgets/trainer/controls.ts';
import { readLink, writeLink } from './src/lib/systems/link.ts';
import { validateSpecification } from './src/lib/nn/validate-specification.ts';
import { typesOfLab } from './src/lib/sandbox/lab-fields.ts';
import { specificationOf } from './src/lib/sandbox/lab-network.ts';
import { isNetwork } from './src/lib/sandbox/validate.ts';
import { readFileSync } from 'node:fs';

const layers = [{ units: 10 }];
const plain = networkOf({ layers });
const smooth = networkOf({ layers, labelSmoothing: 0.25 });
const said = (() => {
  try {
    validateSpecification({ ...smooth.specification, labelSmoothing: 2 });
  } catch (error) {
    return error.message;
  }
})();
const form = formOf(smooth);
console.log(JSON.stringify({
  usual: plain.specification.labelSmoothing,
  refused: said,
  typed: form.labelSmoothing,
  parsed: parseForm({ ...form, labelSmoothing: '0.5' }, smooth).network.specification.labelSmoothing,
  problem: parseForm({ ...form, labelSmoothing: '3' }, smooth).problems.labelSmoothing,
  control: CONTROLS.includes('labelSmoothing'),
  link: writeLink(smooth),
  read: readLink(writeLink(smooth)).network.specification.labelSmoothing,
  same: sameSettings(plain, smooth),
  words: [differenceWords(smooth, plain), differenceWords(plain, smooth)],
  inCode: isNetwork({ layers, labelSmoothing: 0.1 }),
  trained: specificationOf({ alpha: 0.1, network: { layers, labelSmoothing: 0.1 } }).labelSmoothing,
  types: typesOfLab(readFileSync('src/lib/sandbox/lab-types.ts', 'utf8'), readFileSync('src/lib/settings/fields.ts', 'utf8')).includes('labelSmoothing?: number;'),
}));
`;

const copy = mkdtempSync(join(tmpdir(), 'made-up-field-'));
beforeAll(() => {
  for (const folder of ['src/lib', 'src/components', 'package.json'])
    cpSync(folder, join(copy, folder), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  const table = join(copy, 'src/lib/settings/fields.ts');
  const text = readFileSync(table, 'utf8');
  const grown = text.replace('export const SPECIFICATION_FIELDS = {', (start) => start + LABEL_SMOOTHING);
  if (grown === text) throw new Error('fields.ts: expected SPECIFICATION_FIELDS, found none');
  writeFileSync(table, grown);
  writeFileSync(join(copy, 'questions.ts'), QUESTIONS);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it('one entry in the table makes a setting: its check, control, link, words and types', () => {
  const answers: unknown = JSON.parse(
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'questions.ts'], {
      cwd: copy,
      encoding: 'utf8',
    }),
  );
  expect(answers).toEqual({
    usual: 0,
    refused: 'labelSmoothing: expected a number from 0 to below 1, got 2',
    typed: '0.25',
    parsed: 0.5,
    problem: 'Label smoothing: a number from 0 to below 1, such as 0.1; here stands “3”.',
    control: true,
    link: 'layers=10&labelSmoothing=0.25',
    read: 0.25,
    same: false,
    words: ['labels smoothed by 0.25', 'labels as they are'],
    inCode: true,
    trained: 0.1,
    types: true,
  });
});
