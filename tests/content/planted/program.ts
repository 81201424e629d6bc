import ts from 'typescript';

/** A piece of a text, and what stands there instead. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A solution without what only tries it out: its imports, types, and the functions and constants that its exports need. */
export interface Program {
  readonly source: string;
  readonly file: ts.SourceFile;
  /** All functions at the top, exported or helping, in order. */
  readonly functions: readonly TopFunction[];
}

export interface TopFunction {
  readonly name: string;
  readonly node: ts.FunctionDeclaration & { readonly body: ts.Block };
  readonly exported: boolean;
}

export const parse = (source: string): ts.SourceFile =>
  ts.createSourceFile('solution.ts', source, ts.ScriptTarget.Latest, true);

/** The text with all edits made. They may not overlap. */
export function edited(source: string, edits: readonly Edit[]): string {
  let result = source;
  for (const { from, to, text } of edits.toSorted((a, b) => b.from - a.from))
    result = result.slice(0, from) + text + result.slice(to);
  return result;
}

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The names that a statement at the top declares. */
function declared(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
  if (!ts.isVariableStatement(statement)) return [];
  const names: string[] = [];
  const collect = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) collect(element.name);
  };
  for (const { name } of statement.declarationList.declarations) collect(name);
  return names;
}

/** The names that a statement uses and does not declare somewhere within. */
function usedIn(statement: ts.Statement): Set<string> {
  const own = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (
      (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node)) &&
      ts.isIdentifier(node.name)
    )
      own.add(node.name.text);
    const isName =
      (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
      (ts.isPropertyAssignment(node.parent) && node.parent.name === node);
    if (ts.isIdentifier(node) && !isName) used.add(node.text);
    node.forEachChild(visit);
  };
  visit(statement);
  return new Set([...used].filter((name) => !own.has(name)));
}

/** Leaves out of a solution what only tries it out. */
export function programOf(solution: string): Program {
  const whole = parse(solution);
  const kept = new Set<ts.Statement>();
  const used = new Set<string>();
  const keep = (statement: ts.Statement): void => {
    kept.add(statement);
    for (const name of usedIn(statement)) used.add(name);
  };
  for (const statement of whole.statements)
    if (
      ts.isImportDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement)
    )
      kept.add(statement);
    else if (isExported(statement)) keep(statement);
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    for (const statement of whole.statements)
      if (!kept.has(statement) && declared(statement).some((name) => used.has(name))) keep(statement);
  }
  const source = whole.statements
    .filter((statement) => kept.has(statement))
    .map((statement) => statement.getText())
    .join('\n\n');
  const file = parse(source);
  const functions = file.statements.flatMap((node) =>
    ts.isFunctionDeclaration(node) && node.name && node.body
      ? [{ name: node.name.text, node: node as TopFunction['node'], exported: isExported(node) }]
      : [],
  );
  return { source, file, functions };
}
