let counter = 0;

/** An id for one writing request: unique on this device, short, printable. No secret. */
export const newRequestId = (): string => {
  counter += 1;
  const random = Math.random().toString(36).slice(2, 10);
  return `${Date.now().toString(36)}-${counter.toString(36)}-${random}`;
};

/** A request under way: its id and what it asks for. Survives in storage as it is. */
export interface Attempt {
  requestId: string;
  payload: string;
}

/**
 * The attempt for this payload: the earlier one while the person repeats the same thing, so that
 * the server does it once; a new one as soon as anything in it was changed.
 */
export const attemptFor = (payload: object, earlier?: Attempt): Attempt => {
  const text = JSON.stringify(payload);
  return earlier?.payload === text ? earlier : { requestId: newRequestId(), payload: text };
};
