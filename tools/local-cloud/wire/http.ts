import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that is answered with a refusal. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const tooLarge = (limit: number): HttpError =>
  new HttpError(413, 'INVALID_ARGUMENT', `内容太大：最多 ${limit} 字节`);

/** The whole body. @throws HttpError 413 for one of more bytes than that */
export const readBody = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What is too long is read to its end and dropped, so that the sender sees the answer.
      if (length <= limit) chunks.push(chunk);
    });
    request.once('end', () => {
      if (length <= limit) resolve(Buffer.concat(chunks));
      else reject(tooLarge(limit));
    });
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('the sender went away'));
    });
  });

/** @throws HttpError 400 for what is no JSON */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'INVALID_ARGUMENT', '请求不是有效的 JSON');
  }
};

/** @throws HttpError 413 for too much, 400 for what is no JSON */
export const readJson = async (request: IncomingMessage, limit: number): Promise<unknown> =>
  parseJson((await readBody(request, limit)).toString('utf8'));

/** Answers with JSON, or with a text that is JSON already; its length said, it goes in one write. */
export const send = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | number> = {},
): void => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
};

/** Who is calling, '' for nobody. @throws HttpError 400 for what can be no openid */
export const openidOf = (request: IncomingMessage): string => {
  const value = request.headers['x-openid'];
  const openid = typeof value === 'string' ? value.trim() : '';
  if (!/^[\x21-\x7e]{0,128}$/.test(openid)) {
    throw new HttpError(400, 'INVALID_ARGUMENT', 'x-openid 最多 128 个可见字符');
  }
  return openid;
};
