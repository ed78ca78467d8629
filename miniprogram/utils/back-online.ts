/** Tells when this phone has a network again; answers what ends the listening. */
export const whenBackOnline = (listener: () => void): (() => void) => {
  const changed = ({ isConnected }: { isConnected: boolean }): void => {
    if (isConnected) listener();
  };
  wx.onNetworkStatusChange(changed);
  // The typings know this callback without what it was called with.
  return () => wx.offNetworkStatusChange(changed as () => void);
};
