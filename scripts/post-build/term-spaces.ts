/** A component's template ends in a line break, which would part a term from the comma or the full stop behind it. */
export const closeTerms = (html: string): string => html.replace(/<\/dfn>\s+(?=[.,;:!?)])/g, '</dfn>');
