import cloud from 'wx-server-sdk';

/** A link is for the person who asked, now: ten minutes are enough to download and print. */
const LINK_SECONDS = 10 * 60;

/** What the SDK does and its typings do not say: the age of a link. */
type GetTempFileUrl = (options: {
  fileList: { fileID: string; maxAge: number }[];
}) => Promise<{ fileList: { status: number; errMsg: string; tempFileURL: string }[] }>;

/** Keeps a file in the cloud's storage at `path`; answers its id. */
export const keepFile = async (path: string, content: Buffer): Promise<string> => {
  const { fileID } = await cloud.uploadFile({ cloudPath: path, fileContent: content });
  return fileID;
};

/** A file of no meaning: its id shows how the ids of this storage begin. */
const MARK = 'marks/storage.txt';
let beginning: string | undefined;

/** The id of whatever will be put at `path`: known before it is there. */
export const fileIdAt = async (path: string): Promise<string> => {
  beginning ??= (await keepFile(MARK, Buffer.from(MARK))).slice(0, -MARK.length);
  return beginning + path;
};

/** The content of a kept file, or nothing where there is none. */
export const readFile = async (fileId: string): Promise<Buffer | null> => {
  try {
    const { fileContent } = await cloud.downloadFile({ fileID: fileId });
    return fileContent as unknown as Buffer;
  } catch (error) {
    console.warn(`${fileId} could not be read`, error);
    return null;
  }
};

/** A link to a kept file: an absolute address to GET, good for ten minutes. */
export const linkToFile = async (fileId: string): Promise<string> => {
  const linksTo = cloud.getTempFileURL as unknown as GetTempFileUrl;
  const { fileList } = await linksTo.call(cloud, {
    fileList: [{ fileID: fileId, maxAge: LINK_SECONDS }],
  });
  const [file] = fileList;
  if (file?.status !== 0) throw new Error(`no link to ${fileId}: ${file?.errMsg ?? 'no answer'}`);
  return file.tempFileURL;
};

/** Deletes a kept file, which may be gone already. */
export const forgetFile = async (fileId: string): Promise<void> => {
  await cloud.deleteFile({ fileList: [fileId] });
};
