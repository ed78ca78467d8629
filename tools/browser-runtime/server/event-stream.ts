import type { ServerResponse } from 'node:http';

/** Server-sent events to every browser that listens. */
export class EventStream {
  private readonly listening = new Set<ServerResponse>();

  /** Keeps a response open, and tells it `first` at once. */
  open(response: ServerResponse, first: object): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write(line(first));
    this.listening.add(response);
    response.on('close', () => this.listening.delete(response));
  }

  send(news: object): void {
    for (const response of this.listening) response.write(line(news));
  }

  close(): void {
    for (const response of this.listening) response.end();
  }
}

const line = (news: object): string => `data: ${JSON.stringify(news)}\n\n`;
