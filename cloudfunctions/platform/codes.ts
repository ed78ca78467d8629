import cloud from 'wx-server-sdk';

/** An image as WeChat drew it. */
export interface AppCode {
  image: Buffer;
  type: 'image/png' | 'image/jpeg';
}

/** Width in pixels, sharp on a poster at three pixels a point. */
const WIDTH = 430;

type GetUnlimited = (input: {
  scene: string;
  page: string;
  width: number;
  check_path: boolean;
}) => Promise<{ buffer: Buffer; contentType?: string }>;

/**
 * Asks `wxacode.getUnlimited` for a 小程序码 that opens `page` (no leading slash) with a `scene` of
 * at most 32 characters. The page need not be published yet.
 */
export const makeAppCode = async (page: string, scene: string): Promise<AppCode> => {
  const { wxacode } = (cloud as unknown as { openapi: { wxacode: { getUnlimited: GetUnlimited } } })
    .openapi;
  const { buffer, contentType } = await wxacode.getUnlimited({
    scene,
    page,
    width: WIDTH,
    check_path: false,
  });
  return { image: buffer, type: contentType === 'image/png' ? 'image/png' : 'image/jpeg' };
};
