import type { NativeNode } from 'glass-easel';
import { BuiltInElement } from '../built-ins/define';

/** `StyleSegmentIndex.TEMP_EXTRA`: keeps hover classes apart from those that the template sets. */
const HOVER_SEGMENT = 3;

/** A node's classes; segments are numbers where the enumeration is not there at run time. */
interface SegmentedClasses {
  toggle(name: string, on: boolean, segment: number): boolean;
}

/** A finger on an element: its class comes after the start time and goes after the stay time. */
class Hovered {
  private worn = false;
  private left = false;
  private readonly timer: number;

  constructor(
    private readonly node: NativeNode,
    private readonly classNames: string[],
    startTime: number,
    private readonly stayTime: number,
  ) {
    this.timer = window.setTimeout(() => this.wear(), startTime);
  }

  /** A short tap shows the class too, unless it turned out to be no tap. */
  leave(scrolled: boolean): void {
    this.left = true;
    if (scrolled) {
      clearTimeout(this.timer);
      this.toggle(false);
    } else if (this.worn) {
      this.takeOff();
    }
  }

  private wear(): void {
    this.worn = true;
    this.toggle(true);
    if (this.left) this.takeOff();
  }

  private takeOff(): void {
    setTimeout(() => this.toggle(false), this.stayTime);
  }

  private toggle(on: boolean): void {
    const classes = this.node.classList as SegmentedClasses | null;
    for (const name of this.classNames) classes?.toggle(name, on, HOVER_SEGMENT);
  }
}

/** `hover-class` of the element under the finger and of those around it. */
export class Hover {
  private hovered: Hovered[] = [];

  begin(target: HTMLElement): void {
    this.end(true);
    for (let at: HTMLElement | null = target; at; at = at.parentElement) {
      if (!(at instanceof BuiltInElement) || !at.node) continue;
      const { hoverClass, hoverStartTime, hoverStayTime, disabled } = at.values;
      const names = String(hoverClass).split(/\s+/).filter(Boolean);
      if (hoverClass !== 'none' && names.length > 0 && disabled !== true) {
        const startTime = Number(hoverStartTime);
        this.hovered.push(new Hovered(at.node, names, startTime, Number(hoverStayTime)));
      }
      if (at.values['hoverStopPropagation'] === true) break;
    }
  }

  end(scrolled: boolean): void {
    for (const each of this.hovered.splice(0)) each.leave(scrolled);
  }
}
