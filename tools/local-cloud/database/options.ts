import type { Order } from './plan';

export interface FindOptions {
  limit: number;
  offset?: number;
  order?: Order;
  projection?: Record<string, unknown> | undefined;
}

export interface UpdateOptions {
  multi: boolean;
  /** `false` replaces the whole document (`doc.set`). */
  merge: boolean;
  upsert: boolean;
}

export interface EngineStats {
  reads: number;
  writes: number;
  commits: number;
  conflicts: number;
  /** Queries that no index serves, as `collection {fields}`. */
  unindexed: string[];
}
