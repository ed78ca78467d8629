import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const direction = v.picklist([1, -1], 'a direction is 1 or -1');

const schema = v.strictObject({
  collections: v.record(
    v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'not a collection name')),
    v.strictObject({
      indexes: v.array(
        v.strictObject({
          name: v.string(),
          fields: v.pipe(v.array(v.tuple([v.string(), direction])), v.minLength(1)),
          unique: v.exactOptional(v.boolean()),
        }),
      ),
    }),
  ),
  functions: v.record(
    v.string(),
    v.strictObject({
      timeoutSeconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(900)),
      memoryMB: v.pipe(v.number(), v.integer(), v.minValue(64), v.maxValue(4096)),
      /** Runs on this machine only: no client can call it, and it is not deployed. */
      localOnly: v.exactOptional(v.boolean()),
    }),
  ),
  /**
   * Folders of the file storage. `upload` lets whoever is signed in put a file there, that nobody
   * else can read; all other files are for functions alone, and read by their links. What stands
   * in a folder that is `shortLived` is in no backup. After `deleteAfterDays` a file goes by itself,
   * as by a lifecycle rule of the platform's storage: what nobody knows of any more, too.
   */
  storage: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[\w-]+\/$/, 'a folder ends with /')),
      v.strictObject({
        upload: v.exactOptional(v.boolean()),
        shortLived: v.exactOptional(v.boolean()),
        deleteAfterDays: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      }),
    ),
    {},
  ),
  /**
   * Environment of the functions: a value, or a secret of so many bytes made at first start; for
   * all of them, or for the named ones alone.
   */
  environment: v.record(
    v.string(),
    v.union([
      v.strictObject({ default: v.string(), functions: v.exactOptional(v.array(v.string())) }),
      v.strictObject({ secret: v.number(), functions: v.exactOptional(v.array(v.string())) }),
    ]),
  ),
  demo: v.exactOptional(
    v.strictObject({
      function: v.string(),
      action: v.string(),
      /** What makes a demo of yesterday one of today. */
      renew: v.exactOptional(v.strictObject({ action: v.string(), afterHours: v.number() })),
    }),
  ),
});

/**
 * What a project needs of its cloud: collections with their indexes, functions with their limits,
 * environment, and the function that seeds a demo. Checked in; the deploy step reads it too.
 */
export type Manifest = v.InferOutput<typeof schema>;

/** @throws Error that names the file and the field */
export const readManifest = (file: string): Manifest => {
  const result = v.safeParse(schema, JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`);
};
