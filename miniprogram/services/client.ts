import type { ActionName, FunctionName, Input, Output } from '../../typings/contract';
import { createCall } from './call';

/** Connects the app to its cloud, once, at launch. */
export const startCloud = (env: string): void => {
  wx.cloud.init(env === '' ? { traceUser: false } : { env, traceUser: false });
};

const carry = async (name: string, data: object): Promise<unknown> =>
  (await wx.cloud.callFunction({ name, data })).result;

const callAny = createCall(carry);

/**
 * Calls one action of the contract.
 * @throws CallError a refusal of the function, or OFFLINE where no answer came.
 */
export const call = <F extends FunctionName, A extends ActionName<F>>(
  functionName: F,
  action: A,
  input: Input<F, A>,
): Promise<Output<F, A>> => callAny(functionName, action, input) as Promise<Output<F, A>>;

/** Takes a file of the phone into the cloud; answers its id there. */
export const uploadFile = async (cloudPath: string, filePath: string): Promise<string> => {
  const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath });
  return fileID;
};

/**
 * Brings a file that a function made onto the phone, by its link; answers its path there. By its id
 * only the person who uploaded a file may read it.
 */
export const downloadFile = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) resolve(tempFilePath);
        else reject(new Error(`downloadFile: ${statusCode}`));
      },
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
