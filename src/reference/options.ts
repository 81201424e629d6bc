import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** One option of a component, as its author wrote it. */
export interface Option {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** The code of its default, or null when it has none. */
  readonly initial: string | null;
  /** Its docstring; empty when there is none. */
  readonly words: string;
}

/** What the file of a component says of it. */
export interface ComponentReference {
  /** The docstring of the component. */
  readonly words: string;
  readonly options: readonly Option[];
}

/** The file of each component that chapters may use, by name: as `src/layouts/mdx.ts` imports them. `root` is the project's folder. */
export const componentFiles = (root: string): ReadonlyMap<string, string> =>
  new Map(
    [
      ...readFileSync(resolve(root, 'src/layouts/mdx.ts'), 'utf8').matchAll(
        /^import (\w+) from '\.\.\/(.+\.astro)';$/gm,
      ),
    ].map(([, name, path]) => [name!, `src/${path}`]),
  );

/** TypeScript of a file: all of it, or what stands between the bars of an Astro component. */
function parse(path: string): ts.SourceFile {
  const text = readFileSync(path, 'utf8');
  const code = path.endsWith('.astro') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text;
  return ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const docOf = (node: ts.Node): string =>
  oneLine(
    ts
      .getJSDocCommentsAndTags(node)
      .map((doc) => (ts.isJSDoc(doc) ? (ts.getTextOfJSDocComment(doc.comment) ?? '') : ''))
      .join(' '),
  );

/** The file and name that `name` is imported from in `file`, or null when it is not imported. */
function importOf(file: ts.SourceFile, name: string): { path: string; name: string } | null {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const found = bindings.elements.find((element) => element.name.text === name);
    const path = resolve(dirname(file.fileName), statement.moduleSpecifier.text);
    if (found && existsSync(path)) return { path, name: (found.propertyName ?? found.name).text };
  }
  return null;
}

/** The members of the type called `name`: its own, and of what it extends, joins, or stands for. */
function membersOf(file: ts.SourceFile, name: string): readonly ts.PropertySignature[] {
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) {
      const inherited = (statement.heritageClauses ?? []).flatMap(({ types }) =>
        types.flatMap(({ expression }) => membersOf(file, expression.getText(file))),
      );
      return [...inherited, ...statement.members.filter(ts.isPropertySignature)];
    }
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name)
      return membersOfType(file, statement.type);
  }
  const from = importOf(file, name);
  return from ? membersOf(parse(from.path), from.name) : [];
}

function membersOfType(file: ts.SourceFile, type: ts.TypeNode): readonly ts.PropertySignature[] {
  if (ts.isTypeLiteralNode(type)) return type.members.filter(ts.isPropertySignature);
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type))
    return type.types.flatMap((part) => membersOfType(file, part));
  return ts.isTypeReferenceNode(type) ? membersOf(file, type.typeName.getText(file)) : [];
}

/** Defaults by option: of `const { name = default } = Astro.props`, anywhere in the component. */
function defaultsOf(file: ts.SourceFile): Map<string, string> {
  const defaults = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isObjectBindingPattern(name) || initializer?.getText(file) !== 'Astro.props') continue;
      for (const element of name.elements)
        if (element.initializer)
          defaults.set((element.propertyName ?? element.name).getText(file), element.initializer.getText(file));
    }
  }
  return defaults;
}

/**
 * Reads a component's options out of its own types.
 *
 * @param path of an `.astro` file
 * @throws Error when an option has a default and is no option, which means that this reader missed a type
 */
export function referenceOf(path: string): ComponentReference {
  const file = parse(path);
  const defaults = defaultsOf(file);
  const members = new Map(membersOf(file, 'Props').map((member) => [member.name.getText(), member]));
  const options = [...members].map(([name, member]): Option => {
    return {
      name,
      type: oneLine(member.type?.getText() ?? 'unknown'),
      required: member.questionToken === undefined && !defaults.has(name),
      initial: defaults.get(name) ?? null,
      words: docOf(member),
    };
  });
  const unknown = [...defaults.keys()].find((name) => !options.some((option) => option.name === name));
  if (unknown !== undefined)
    throw new Error(
      `${path}: expected "${unknown}", which has a default, among the members of Props; found ${options.map(({ name }) => name).join(', ') || 'none'}. Write Props as an interface, or a type made of interfaces.`,
    );
  const docs = file.getFullText().match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  // The component's own docstring comes before `Props` or an import; those of options stand inside `Props`.
  const [first = ''] = docs.filter((doc) => !options.some(({ words }) => words !== '' && plain(doc) === words));
  return { words: plain(first), options };
}

const plain = (doc: string): string => oneLine(doc.replaceAll(/^\s*(?:\/\*\*|\*\/|\* ?)|\*\/$/gm, ''));
