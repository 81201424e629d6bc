import ts from 'typescript';
import { changesBelow } from './changes.ts';
import { edited, programOf } from './program.ts';
import { wrappedAnswers } from './wrapped.ts';

/** A wrong answer, made of the solution by one change. */
export interface PlantedAnswer {
  /** The function, and what is other there; no two of an exercise are the same. */
  readonly label: string;
  readonly code: string;
}

/** Every answer that can be planted in a solution; what is in the functions `skipped` stays as it is. */
export function plantedAnswers(solution: string, skipped: ReadonlySet<string> = new Set()): PlantedAnswer[] {
  const program = programOf(solution);
  const places = [
    ...program.functions.map(({ name, node }) => ({ name, node: node.body as ts.Node })),
    ...program.file.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations)
      .flatMap(({ name, initializer }) =>
        initializer ? [{ name: name.getText(), node: initializer.parent as ts.Node }] : [],
      ),
  ];
  const changed = places
    .filter(({ name }) => !skipped.has(name))
    .flatMap(({ name, node }) => changesBelow(node, name))
    .map(({ label, change }) => ({ label, code: edited(program.source, change) }));
  const answers: PlantedAnswer[] = [];
  const codes = new Set([program.source]);
  const counts = new Map<string, number>();
  for (const { label, code } of [...changed, ...wrappedAnswers(program)]) {
    if (codes.has(code)) continue;
    codes.add(code);
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    answers.push({ label: count === 1 ? label : `${label} (${count})`, code });
  }
  return answers;
}
