/**
 * An error of the database, as the platform answers it: `code` is what the SDK maps to its
 * `errCode`, `message` is what a developer reads.
 */
export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'DatabaseError';
  }
}

export const requestFailed = (message: string): DatabaseError =>
  new DatabaseError('DATABASE_REQUEST_FAILED', message);

/** −502005: a collection is never made by writing to it. */
export const collectionAbsent = (name: string): DatabaseError =>
  new DatabaseError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `Db or Table not exist: ${name}. Please check your request, but if the problem cannot be solved, add it to the manifest.`,
  );

/** −502001 with `E11000`, as MongoDB words it. */
export const duplicateKey = (collection: string, index: string, key: unknown): DatabaseError =>
  requestFailed(
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${JSON.stringify(key)}`,
  );

/** The SDK drops this code, so its message has to say it. */
export const transactionConflict = (what: string): DatabaseError =>
  new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[TransactionConflict] ${what} was changed by another write; repeat the transaction`,
  );
