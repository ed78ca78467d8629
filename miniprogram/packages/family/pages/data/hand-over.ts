/** On a PC a file goes to its disk, on a phone to a chat. */
const hasDisk = (): boolean => ['windows', 'mac'].includes(wx.getDeviceInfo().platform);

const saveToDisk = (filePath: string): Promise<void> =>
  new Promise((resolve, reject) => {
    wx.saveFileToDisk({
      filePath,
      success: () => resolve(),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });

/**
 * Gives a text to the person as a file, in the tap itself, as WeChat wants it; no copy stays in the
 * app. Rejects where the person changed their mind.
 */
export const handOver = async (fileName: string, text: string): Promise<void> => {
  const files = wx.getFileSystemManager();
  const filePath = `${wx.env.USER_DATA_PATH}/${fileName}`;
  files.writeFileSync(filePath, text, 'utf8');
  try {
    if (hasDisk()) await saveToDisk(filePath);
    else await wx.shareFileMessage({ filePath, fileName });
  } finally {
    files.unlinkSync(filePath);
  }
};
