/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** Folder of the chapter being rendered, such as `03-the-delta-rule`: its components ask here. */
    chapter?: string;
    /** Its steps, in order. */
    steps?: readonly { readonly id: string; readonly title: string }[];
    /** Styles of explanations that the page has already. */
    explanationStyles?: Set<string>;
    /** Random starts that stand on the page already, as masks. */
    startMasks?: Set<string>;
  }
}
