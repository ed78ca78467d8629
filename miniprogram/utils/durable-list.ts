import { keepSurely, recallSurely } from './storage';

/**
 * A list on the device that must not be lost, kept encrypted. It is never taken for empty because
 * it could not be read: a change is refused until it can. What `change` has resolved outlives the
 * app.
 */
export class DurableList<Item> {
  private known: readonly Item[] | undefined;
  private changing: Promise<unknown> = Promise.resolve();

  constructor(private readonly key: string) {}

  /** As it was read or changed last: empty until then. */
  get items(): readonly Item[] {
    return this.known ?? [];
  }

  get isRead(): boolean {
    return this.known !== undefined;
  }

  /** The list as the device has it, whoever has cleared it. @throws where it cannot be read */
  async load(): Promise<readonly Item[]> {
    await this.changing.catch(() => undefined);
    return this.read();
  }

  /** One change after the other; the list stays as it was where one fails. @throws as the device */
  change(next: (items: readonly Item[]) => readonly Item[]): Promise<void> {
    const changed = this.changing
      .catch(() => undefined)
      .then(async () => {
        const after = next(await this.read());
        await (after.length === 0
          ? wx.removeStorage({ key: this.key })
          : keepSurely(this.key, after, true));
        this.known = after;
      });
    this.changing = changed;
    return changed;
  }

  private async read(): Promise<readonly Item[]> {
    this.known = (await recallSurely<Item[]>(this.key, true))?.value ?? [];
    return this.known;
  }
}
