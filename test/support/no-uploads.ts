import type { UploadDoor } from '../../src/http/upload-routes';

/** For tests of other things: no page where a file is handed in. */
export const noUploads: UploadDoor = {
  mostBytes: 1_000,
  find: () => Promise.resolve('gone'),
  take: () => Promise.resolve('gone'),
};
