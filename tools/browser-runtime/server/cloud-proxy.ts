import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';

const PASSED_ON = ['content-type', 'x-openid'] as const;

/** Passes a request below `/cloud/` on to the cloud, and its answer back. */
export const forward = (
  request: IncomingMessage,
  response: ServerResponse,
  cloudUrl: string,
  url: URL,
): Promise<void> =>
  new Promise((resolve) => {
    const fail = (message: string): void => {
      if (!response.headersSent) {
        response.writeHead(502, { 'content-type': 'application/json; charset=utf-8' });
      }
      response.end(JSON.stringify({ ok: false, code: 'UNAVAILABLE', message }));
      resolve();
    };
    if (cloudUrl === '') return fail('no cloud is running beside this runtime');
    const headers = Object.fromEntries(
      PASSED_ON.flatMap((name) => {
        const value = request.headers[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const onward = ask(
      `${cloudUrl}${url.pathname.slice('/cloud'.length)}${url.search}`,
      { method: request.method, headers },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
        reply.on('close', resolve);
      },
    );
    onward.on('error', (error) => fail(`the cloud does not answer: ${error.message}`));
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
