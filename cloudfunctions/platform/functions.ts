import cloud from 'wx-server-sdk';

/** Calls another function of this environment, and brings back what it answered. */
export const callFunction = async (name: string, data: object): Promise<unknown> => {
  const { result } = await cloud.callFunction({ name, data });
  return result;
};
