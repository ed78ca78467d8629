/** Counts down to the request at which the running function is killed. */
export class Faults {
  private left: number | undefined;
  private moment: 'before' | 'after' = 'before';
  kills = 0;

  arm(requests: number, moment: 'before' | 'after'): void {
    this.left = requests;
    this.moment = moment;
  }

  disarm(): void {
    this.left = undefined;
  }

  at = (): 'before' | 'after' | undefined => {
    if (this.left === undefined) return undefined;
    this.left -= 1;
    if (this.left >= 0) return undefined;
    this.left = undefined;
    this.kills += 1;
    return this.moment;
  };
}
