/** A document of any release: what is in it is looked at, not assumed. */
export type OldDocument = Readonly<Record<string, unknown>> & { readonly _id: string };

/**
 * A change of stored documents between two releases. `no` never changes and never comes twice;
 * `next` is pure, and leaves alone (`null`) what needs no change: so that running it again, or on
 * documents of the new release, changes nothing.
 */
export interface Migration {
  no: number;
  name: string;
  collection: 'wishes' | 'guardians' | 'sheets' | 'cards' | 'publicPages';
  next(document: OldDocument): OldDocument | null;
}
