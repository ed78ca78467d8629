import { CLOUD_ENV } from './config';
import { startCloud } from './services/client';
import { askForContact } from './services/contact';
import { takeUpNewVersions } from './services/updates';
import { askContactsBy } from './utils/contact';
import { forgetEndedDesk } from './utils/desk-storage';
import { sendWaiting } from './wish/outbox';

/** Wishes that waited for a network go out by themselves, whichever page is open. */
const sendQuietly = async (): Promise<void> => {
  if ((await sendWaiting()) > 0) {
    void wx.showToast({ title: '等待中的心愿已提交', icon: 'none', duration: 3000 });
  }
};

App({
  onLaunch() {
    startCloud(CLOUD_ENV);
    askContactsBy(askForContact);
    takeUpNewVersions();
    void forgetEndedDesk();
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) void sendQuietly();
    });
  },

  onShow() {
    void sendQuietly();
  },
});
