/**
 * Takes up a new version of the app as soon as it is downloaded, once the person agrees: what is
 * being written would be lost. Whoever says later gets it at the next start.
 */
export const takeUpNewVersions = (): void => {
  const updates = wx.getUpdateManager();
  updates.onUpdateReady(() => {
    wx.showModal({
      title: '有新版本',
      content: '重新打开后就是新版本。没有写完的内容，请先保存。',
      confirmText: '现在更新',
      cancelText: '稍后',
      success: ({ confirm }) => {
        if (confirm) updates.applyUpdate();
      },
    });
  });
};
