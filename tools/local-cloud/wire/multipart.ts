/**
 * The parts of a `multipart/form-data` body, as bytes: the SDK sends protobuf as a plain field,
 * which a text decoder would spoil.
 */
export const parseMultipart = (body: Buffer, contentType: string): Map<string, Buffer> => {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType);
  const parts = new Map<string, Buffer>();
  if (!boundary) return parts;
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2] ?? ''}`);
  let start = body.indexOf(mark);
  while (start >= 0) {
    const next = body.indexOf(mark, start + mark.length);
    if (next < 0) break;
    const part = body.subarray(start + mark.length + 2, next - 2);
    const headEnd = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/.exec(part.subarray(0, headEnd).toString('utf8'))?.[1];
    if (headEnd >= 0 && name !== undefined) parts.set(name, part.subarray(headEnd + 4));
    start = next;
  }
  return parts;
};
