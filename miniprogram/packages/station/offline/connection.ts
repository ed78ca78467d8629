import { isNoAnswer } from '../../../utils/call-error';

/** Pauses after failures in a row, in ms; the last one repeats. */
const BACKOFF_MS = [2_000, 5_000, 10_000, 20_000, 40_000, 60_000];

/** Whether the server can be reached, as the phone and the calls made tell it. */
export class Connection {
  private connected = true;
  private reachable = true;
  private failures = 0;

  /** `changed` is told what the phone says of its network. */
  constructor(private readonly changed: (isConnected: boolean) => void) {}

  get online(): boolean {
    return this.connected && this.reachable;
  }

  listen(): void {
    wx.onNetworkStatusChange(this.networkChanged);
    wx.getNetworkType({
      success: ({ networkType }) => this.networkChanged({ isConnected: networkType !== 'none' }),
    });
  }

  ignore(): void {
    wx.offNetworkStatusChange(
      this.networkChanged as unknown as WechatMiniprogram.OffNetworkStatusChangeCallback,
    );
  }

  /** A call got an answer, or none. @returns whether that is news */
  noticed(answered: boolean): boolean {
    if (this.reachable === answered) return false;
    this.reachable = answered;
    if (answered) this.failures = 0;
    return true;
  }

  /** The server has answered, whatever the phone says of its network. */
  proved(): void {
    this.connected = true;
    this.reachable = true;
  }

  failed(error: unknown): void {
    this.failures += 1;
    if (isNoAnswer(error)) this.reachable = false;
  }

  forgetFailures(): void {
    this.failures = 0;
  }

  /** How long to wait before the next call, in ms: `usual`, or longer and longer after failures. */
  pause(usual: number): number {
    if (this.online && this.failures === 0) return usual;
    return BACKOFF_MS[Math.min(this.failures, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0] ?? usual;
  }

  private readonly networkChanged = ({ isConnected }: { isConnected: boolean }): void => {
    this.connected = isConnected;
    if (isConnected) this.reachable = true;
    this.changed(isConnected);
  };
}
