import { AIR, type AirMessage } from '../messages';
import { paintScreen } from './paint';

/** Another phone that can be seen from this one. */
export interface Neighbour {
  instance: string;
  phoneId: string;
  label: string;
}

const LISTEN_MS = 300;
const PICTURE_MS = 1500;
const PICTURE_SCALE = 2;

/** What phones of one runtime can see of each other: who is there, and their screens. */
export class Air {
  private readonly channel = new BroadcastChannel(AIR);
  private readonly instance = crypto.randomUUID();
  private readonly listeners = new Set<(message: AirMessage) => void>();

  constructor(
    private readonly self: { phoneId: string; label: string },
    private readonly screen: HTMLElement,
  ) {
    this.channel.addEventListener('message', (event: MessageEvent<AirMessage>) => {
      void this.hear(event.data);
    });
  }

  /** The phones that answer within a moment, this one not among them, in a stable order. */
  async neighbours(): Promise<Neighbour[]> {
    const found: Neighbour[] = [];
    const stop = this.listen((message) => {
      if (message.type !== 'here' || message.asker !== this.instance) return;
      const { instance, phoneId, label } = message;
      found.push({ instance, phoneId, label });
    });
    this.say({ type: 'who', asker: this.instance });
    await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
    stop();
    return found.sort((a, b) => (a.phoneId < b.phoneId ? -1 : 1));
  }

  /** One frame of a neighbour's screen, the caller's to close; null where no answer comes in time. */
  look(neighbour: Neighbour): Promise<ImageBitmap | null> {
    const glance = crypto.randomUUID();
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(null), PICTURE_MS);
      const stop = this.listen((message) => {
        if (message.type !== 'picture' || message.glance !== glance) return;
        void createImageBitmap(message.picture).then(end, () => end(null));
      });
      const end = (picture: ImageBitmap | null): void => {
        clearTimeout(timer);
        stop();
        resolve(picture);
      };
      this.say({ type: 'look', glance, instance: neighbour.instance });
    });
  }

  private async hear(message: AirMessage): Promise<void> {
    if (message.type === 'who') {
      this.say({ type: 'here', asker: message.asker, instance: this.instance, ...this.self });
    } else if (message.type === 'look' && message.instance === this.instance) {
      const picture = await paintScreen(this.screen, PICTURE_SCALE).convertToBlob();
      this.say({ type: 'picture', glance: message.glance, picture });
    }
    for (const listener of [...this.listeners]) listener(message);
  }

  private listen(listener: (message: AirMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private say(message: AirMessage): void {
    this.channel.postMessage(message);
  }
}
