const messageOf = (error: unknown): string => {
  const { errMsg, message } = (error ?? {}) as { errMsg?: unknown; message?: unknown };
  return `${String(errMsg ?? '')} ${String(message ?? '')}`;
};

export const isDuplicateKey = (error: unknown): boolean =>
  /E11000|duplicate key/i.test(messageOf(error));

/**
 * The SDK drops the conflict's code, so its own retry never runs: the message is what is left.
 * A transaction that ran too long is over, with nothing written, and can be run again as well.
 */
export const isTransactionConflict = (error: unknown): boolean =>
  /TransactionConflict|TransactionBusy|TransactionNotExist|WriteConflict|write conflict|E11000/i.test(
    messageOf(error),
  );
