import { csvOf } from './csv.ts';
import { grouped } from './grouped.ts';
import { studentKey, type HandIn } from './hand-in.ts';
import { exerciseIn, passedIn, replyIn, type KeptHandIn, type StudentRow } from './roster.ts';
import { checkKey } from './store.ts';
import { claimId, type Check, type Outcome } from './verify.ts';

/** What came of each trial, by `checkKey`. */
export type Checks = ReadonlyMap<string, Check>;

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  confirmed: 'confirmed',
  differs: 'differs',
  failed: 'failed',
  'not-run': 'not run',
};

/** `passed, confirmed`; empty where nothing was handed in. */
function cellWords(row: StudentRow, exercise: string, checks: Checks): string {
  const handed = exerciseIn(row, exercise);
  if (!handed) return '';
  const check = checks.get(checkKey(row.newest.id, exercise));
  return check ? `${handed.state}, ${OUTCOME_WORDS[check.outcome]}` : handed.state;
}

/** Of these exercises, how many a student says have passed and did pass here. */
const confirmedIn = (row: StudentRow, exercises: readonly string[], checks: Checks): number =>
  exercises.filter(
    (exercise) =>
      exerciseIn(row, exercise)?.state === 'passed' &&
      checks.get(checkKey(row.newest.id, exercise))?.outcome === 'confirmed',
  ).length;

/** Outcomes of a student’s claims, `confirmed 2, differs 1`. */
export function claimsWords({ newest }: StudentRow, checks: Checks): string {
  const outcomes = newest.handIn.claims.map((_, i) => checks.get(checkKey(newest.id, claimId(i)))?.outcome);
  const counts = grouped(outcomes, (outcome) => (outcome === undefined ? 'not tried' : OUTCOME_WORDS[outcome]));
  return [...counts].map(([words, all]) => `${words} ${all.length}`).join(', ');
}

/** The table for a spreadsheet: a row a student, a column an exercise, a column a question of the class. */
export function gradesCsv(
  rows: readonly StudentRow[],
  exercises: readonly string[],
  checks: Checks,
  questions: readonly string[] = [],
): string {
  const head = [
    'name',
    'number',
    'class',
    'handed in',
    'file',
    `passed of ${exercises.length}`,
    'of them confirmed',
    ...exercises,
    'runs',
    'what came of them',
    ...questions,
  ];
  const lines = rows.map((row) => {
    const { student, class: className, writtenAt, claims } = row.newest.handIn;
    return [
      student.name ?? '',
      student.number ?? '',
      className,
      writtenAt,
      row.newest.name,
      passedIn(row, exercises),
      confirmedIn(row, exercises, checks),
      ...exercises.map((exercise) => cellWords(row, exercise, checks)),
      claims.length,
      claimsWords(row, checks),
      ...questions.map((question) => replyIn(row, question) ?? ''),
    ];
  });
  return csvOf([head, ...lines]);
}

/** Everything as JSON: each hand-in with its file and what came of trying it. */
export function allJson(kept: readonly KeptHandIn[], checks: Checks): string {
  const all = kept.map(({ id, name, handIn }) => {
    const of = (trials: readonly string[]): Record<string, Check> =>
      Object.fromEntries(
        trials.flatMap((trial) => {
          const check = checks.get(checkKey(id, trial));
          return check ? [[trial, check] as const] : [];
        }),
      );
    return { file: name, student: studentKey(handIn.student), handIn, checks: of(trialNames(handIn)) };
  });
  return `${JSON.stringify({ format: 'delta-to-depth class results', version: 1, handIns: all }, null, 1)}\n`;
}

const trialNames = ({ exercises, claims }: HandIn): readonly string[] => [
  ...exercises.map(({ exercise }) => exercise),
  ...claims.map((_, i) => claimId(i)),
];
