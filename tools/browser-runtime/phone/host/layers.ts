import { afterTransition, h } from './dom';

/** A layer over the page: shown with a motion, and gone with one. */
export interface Layer {
  readonly element: HTMLElement;
  close(): Promise<void>;
}

export interface LayerOptions {
  kind: 'centre' | 'bottom' | 'full' | 'pass';
  /** Called where somebody taps beside the content or presses Escape. */
  onDismiss?: () => void;
  label: string;
}

/** Puts layers over the stage, the latest on top. */
export class Layers {
  constructor(private readonly root: HTMLElement) {}

  open(content: HTMLElement, { kind, onDismiss, label }: LayerOptions): Layer {
    const modal = kind !== 'pass';
    const element = h(
      'div',
      {
        class: `host-layer host-layer-${kind}`,
        ...(modal ? { role: 'dialog', 'aria-modal': 'true', 'aria-label': label } : {}),
      },
      content,
    );
    const before = document.activeElement;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && this.root.lastElementChild === element) onDismiss?.();
    };
    if (onDismiss) {
      element.addEventListener('click', (event) => {
        if (event.target === element) onDismiss();
      });
      document.addEventListener('keydown', onKey);
    }
    this.root.append(element);
    // The style before the motion has to be known to the browser once.
    void element.offsetWidth;
    element.classList.add('host-open');
    let closing: Promise<void> | undefined;
    return {
      element,
      close: () => {
        closing ??= (async () => {
          document.removeEventListener('keydown', onKey);
          element.classList.remove('host-open');
          if (modal && before instanceof HTMLElement) before.focus({ preventScroll: true });
          await afterTransition(element);
          element.remove();
        })();
        return closing;
      },
    };
  }

  /** Opens a sheet that ends with an answer; dismissing it answers null. */
  async ask<T>(
    options: Omit<LayerOptions, 'onDismiss'> & { dismissable: boolean },
    build: (answer: (value: T | null) => void) => HTMLElement,
  ): Promise<T | null> {
    const { dismissable, ...rest } = options;
    let layer: Layer | undefined;
    const value = await new Promise<T | null>((resolve) => {
      layer = this.open(build(resolve), {
        ...rest,
        ...(dismissable ? { onDismiss: () => resolve(null) } : {}),
      });
    });
    void layer?.close();
    return value;
  }
}
