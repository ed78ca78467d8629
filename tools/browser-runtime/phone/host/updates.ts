/** What the server tells: which build is the newest, or why there is no newer one. */
export interface BuildNews {
  version: number;
  /** Where the last compile failed: a sentence with file and line. */
  error: string | null;
}

const CHANNEL = 'browser-runtime-builds';

/**
 * Follows the builds of the server. All phones of a browser share one connection, since a browser
 * opens few to one server: whoever holds the lock listens and passes on what it hears.
 */
export const followBuilds = (onNews: (news: BuildNews) => void): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', (event: MessageEvent<BuildNews>) => onNews(event.data));
  void navigator.locks.request(
    CHANNEL,
    () =>
      new Promise<never>(() => {
        new EventSource('/events').addEventListener('message', (event: MessageEvent<string>) => {
          const news = JSON.parse(event.data) as BuildNews;
          channel.postMessage(news);
          onNews(news);
        });
      }),
  );
};
