import { CLOUD_ENV } from './config';
import { startCloud } from './services/cloud';

App({
  onLaunch() {
    startCloud(CLOUD_ENV);
  },
});
