import type { GeneralBehavior, GeneralComponent } from 'glass-easel';
import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

const depthOf = (component: GeneralComponent): number => {
  let depth = 0;
  for (
    let owner = component.ownerShadowRoot?.getHostNode();
    owner;
    owner = owner.ownerShadowRoot?.getHostNode()
  ) {
    depth++;
  }
  return depth;
};

/**
 * `ready` of components, which glass-easel leaves to the platform: after a component was attached
 * and drawn, inner ones before those that hold them.
 */
export class ReadyQueue {
  private waiting: GeneralComponent[] = [];
  private after: (() => void)[] = [];
  private scheduled = false;

  /** Makes every component of the space, yet to be registered, take its place in the queue. */
  watch(space: CodeSpace): void {
    const enqueue = (component: GeneralComponent): void => {
      this.waiting.push(component);
      this.schedule();
    };
    const behavior = space
      .getComponentSpace()
      .define()
      .lifetime('attached', function (this: unknown) {
        enqueue((this as { _$: GeneralComponent })._$);
      })
      .registerBehavior();
    space.setOverallBehavior(behavior as unknown as GeneralBehavior);
  }

  /** Calls back when all that is attached now is ready. */
  whenReady(callback: () => void): void {
    this.after.push(callback);
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setTimeout(() => this.flush(), 0);
  }

  private flush(): void {
    this.scheduled = false;
    const waiting = this.waiting
      .splice(0)
      .map((component) => [depthOf(component), component] as const);
    waiting.sort(([a], [b]) => b - a);
    for (const [, component] of waiting) component.triggerLifetime('ready', []);
    for (const callback of this.after.splice(0)) callback();
  }
}
