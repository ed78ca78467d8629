import { call, uploadFile } from './client';

/** Takes a chosen workbook into the cloud, to where it is deleted in a day. */
export const uploadRoster = async (filePath: string): Promise<string> =>
  uploadFile((await call('staff', 'roster.place', {})).path, filePath);
