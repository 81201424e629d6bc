/** The keys of a record of choices, in the order in which it lists them. */
export function namesOf<Name extends string>(choices: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(choices) as Name[];
}

/** The choice with this name. A name that is not among them is an error that lists those that are. */
export function choose<Name extends string, Choice>(
  thing: string,
  choices: Readonly<Record<Name, Choice>>,
  name: unknown,
): Choice {
  if (typeof name !== 'string' || !Object.hasOwn(choices, name)) {
    throw new RangeError(
      `${thing}: expected one of ${namesOf(choices).join(', ')}; got ${typeof name === 'string' ? JSON.stringify(name) : String(name)}`,
    );
  }
  return choices[name as Name];
}
