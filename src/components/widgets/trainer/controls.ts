import { namesOf } from '../../../lib/settings/choose.ts';
import { FIELDS, type FieldName } from '../../../lib/settings/fields.ts';

/** Controls beside those of the settings' table. */
const BESIDE = [
  'learningRate',
  'momentum',
  'hidden',
  'activation',
  'optimizer',
  'dropout',
  'validation',
  'engine',
] as const;

export type ControlName = FieldName | (typeof BESIDE)[number];

/** Controls that an author may set open; the others are under “All settings”. */
export const CONTROLS: readonly ControlName[] = [...namesOf(FIELDS), ...BESIDE];
