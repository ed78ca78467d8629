import { Query } from 'mingo';
import type { Document } from './document';
import { encodeKey } from './key-order';
import type { Order } from './plan';

/** Documents with the fields that are asked for. */
export const project = (
  documents: Document[],
  projection: Record<string, unknown> | undefined,
): Document[] =>
  projection && Object.keys(projection).length > 0
    ? (new Query({}).find(documents, projection as never).all() as Document[])
    : documents;

const fieldOf = (document: Document, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | undefined)?.[step],
      document,
    );

/** Documents in an order that no index gives, sorted as MongoDB sorts values. */
export const sortBy = (documents: Document[], order: Order): Document[] => {
  const keyed = documents.map((document) => ({
    document,
    key: Buffer.concat(
      order.map(([field, direction]) => encodeKey(fieldOf(document, field), direction)),
    ),
  }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ document }) => document);
};
