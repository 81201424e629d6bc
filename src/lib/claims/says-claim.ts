/* What a page needs to know of claims before it fetches how they are read. */

/** What marks the part of an address after # as a claim. */
export const MARK = 'claim';
const KEYS = [MARK, 'right', 'of', 'seen', 'by', 'maths'] as const;

export const partsOf = (hash: string): readonly string[] => hash.replace(/^#/, '').split('&');
export const keyOf = (part: string): string => part.split('=', 1)[0]!;
export const isOfClaim = (part: string): boolean => (KEYS as readonly string[]).includes(keyOf(part));

/** Whether the part of an address after # says that it is a claim. */
export const saysClaim = (hash: string): boolean => partsOf(hash).some((part) => keyOf(part) === MARK);

/** The settings alone that a link says. */
export const settingsOfLink = (hash: string): string =>
  partsOf(hash)
    .filter((part) => !isOfClaim(part))
    .join('&');
