import cloud from 'wx-server-sdk';

/** Calls another function of this environment, and brings back what it answered. */
export const callFunction = async (name: string, data: object): Promise<unknown> => {
  // The SDK types what a callback would get; awaited, it is the result.
  const answer = (await cloud.callFunction({ name, data })) as { result?: unknown };
  return answer.result;
};
