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

/** The name at the end of a link, as a person would give it; '' where there is none. */
const nameInLink = (url: string): string =>
  decodeURIComponent((/([^/?#]*)(?:[?#]|$)/.exec(url.replace(/^.*\//, '')) ?? [])[1] ?? '');

const HANDED_OUT = /\.(xlsx|pdf|csv)$/;

/** Gives a file the name that it is sent on by; only the latest one stays in the app. */
const named = (tempFilePath: string, url: string): Promise<string> => {
  const name = nameInLink(url);
  if (!HANDED_OUT.test(name)) return Promise.resolve(tempFilePath);
  const files = wx.getFileSystemManager();
  const folder = wx.env.USER_DATA_PATH;
  const filePath = `${folder}/${name}`;
  return new Promise((resolve) => {
    // A phone without room for it opens it under the name that it came with.
    const fail = () => resolve(tempFilePath);
    try {
      for (const before of files.readdirSync(folder)) {
        if (HANDED_OUT.test(before)) files.unlinkSync(`${folder}/${before}`);
      }
    } catch {
      return fail();
    }
    return files.saveFile({
      tempFilePath,
      filePath,
      success: () => resolve(filePath),
      fail,
    });
  });
};

/**
 * Brings a file that a function made onto the phone, by its link; answers its path there. By its id
 * only the person who uploaded a file may read it.
 */
export const downloadFile = async (url: string): Promise<string> =>
  named(await downloadAsIs(url), url);

const downloadAsIs = (url: string): Promise<string> =>
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

/** Opens a file that a function made with the phone's own viewer, from which it is sent on or printed. */
export const openFile = async (url: string, fileType: 'pdf' | 'xlsx'): Promise<void> => {
  const filePath = await downloadFile(url);
  await wx.openDocument({ filePath, fileType, showMenu: true });
};
