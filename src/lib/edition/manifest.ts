import type { ScormVersion } from './scorm-api.ts';

/** What a platform opens. */
export const SCORM_PAGE = 'scorm/index.html';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** XML has no place for most control characters, not even as an entity. */
const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/[&<>"]/g, (letter) => ENTITIES[letter]!);

const FORMS: Readonly<
  Record<ScormVersion, { readonly namespaces: string; readonly schema: string; readonly type: string }>
> = {
  '1.2': {
    namespaces:
      'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
    schema: '1.2',
    type: 'adlcp:scormtype',
  },
  '2004': {
    namespaces: 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"',
    schema: '2004 4th Edition',
    type: 'adlcp:scormType',
  },
};

/** `imsmanifest.xml` of the book as one SCO: its title in the course, and all its files. */
export function manifestOf(version: ScormVersion, title: string, files: readonly string[]): string {
  const { namespaces, schema, type } = FORMS[version];
  const list = files.map((file) => `      <file href="${escaped(encodeURI(file))}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="delta-to-depth" version="1.0" ${namespaces}>
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>${schema}</schemaversion>
  </metadata>
  <organizations default="book">
    <organization identifier="book">
      <title>${escaped(title)}</title>
      <item identifier="item" identifierref="sco">
        <title>${escaped(title)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" ${type}="sco" href="${SCORM_PAGE}">
${list}
    </resource>
  </resources>
</manifest>
`;
}
